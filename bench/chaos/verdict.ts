import { numbersIn } from './echo-model.ts';

/** A message that somebody wrote, in the order of writing within its conversation. */
export interface Question {
  readonly number: number;
  /** When the product acknowledged its event, in milliseconds; undefined when it never did. */
  readonly acknowledgedAt: number | undefined;
}

/** One conversation by the sandbox's record. */
export interface ConversationRecord {
  readonly questions: readonly Question[];
  /** Texts of the employee's replies, in the order in which they stand in Slack. */
  readonly replies: readonly string[];
}

/** What went wrong, as numbers of messages. */
export interface Verdict {
  readonly lost: readonly number[];
  readonly doubled: readonly number[];
  readonly outOfOrder: readonly number[];
  /** Slack gave up on the event: the product never had the message. Counts as lost all the same. */
  readonly unacknowledged: readonly number[];
}

/**
 * Judges conversations by what stands in Slack. Lost: no reply names the message. Doubled: more than one mention. Out of order:
 * answered after a later message of the conversation although it had been acknowledged before that one was; an event that the
 * product only got later (Slack repeats what a dying process did not acknowledge) cannot have been answered earlier.
 */
export function judge(conversations: readonly ConversationRecord[]): Verdict {
  const verdicts = conversations.map(judgeOne);
  return {
    lost: verdicts.flatMap(({ lost }) => lost),
    doubled: verdicts.flatMap(({ doubled }) => doubled),
    outOfOrder: verdicts.flatMap(({ outOfOrder }) => outOfOrder),
    unacknowledged: verdicts.flatMap(({ unacknowledged }) => unacknowledged),
  };
}

function judgeOne({ questions, replies }: ConversationRecord): Verdict {
  const answers = replies.flatMap(numbersIn);
  const place = new Map(answers.map((number, index) => [number, index]));
  const isOvertaken = (question: Question, index: number): boolean =>
    questions.slice(index + 1).some((later) => cameLater(question, later) && wasFirst(later.number, question.number));
  const wasFirst = (one: number, other: number): boolean =>
    (place.get(one) ?? Infinity) < (place.get(other) ?? -Infinity);
  return {
    lost: questions.filter(({ number }) => !place.has(number)).map(({ number }) => number),
    doubled: [...new Set(answers.filter((number, index) => answers.indexOf(number) !== index))],
    outOfOrder: questions.filter(isOvertaken).map(({ number }) => number),
    unacknowledged: questions.filter((question) => question.acknowledgedAt === undefined).map(({ number }) => number),
  };
}

function cameLater(earlier: Question, later: Question): boolean {
  return (earlier.acknowledgedAt ?? Infinity) < (later.acknowledgedAt ?? Infinity);
}
