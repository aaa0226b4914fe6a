import { numbersIn } from './echo-model.ts';

/** A message that somebody wrote, in the order of writing within its conversation. */
export interface Question {
  readonly number: number;
  /** When its event was first sent to the product, in milliseconds; undefined when it never was. */
  readonly sentAt: number | undefined;
  /** When the product first acknowledged it with 200; undefined when it never did. */
  readonly acknowledgedAt: number | undefined;
}

/** One conversation by the sandbox's record. */
export interface ConversationRecord {
  readonly questions: readonly Question[];
  /** Texts of the employee's replies, in the order in which they stand in the channel. */
  readonly replies: readonly string[];
}

/** What the product says it cannot decide by itself, as numbers of messages. */
export interface LeftToPeople {
  /** The answer, or one before it in the conversation, may have arrived and waits for a report or a person. */
  readonly undecided: ReadonlySet<number>;
  /** A person had the answer sent again, possibly after later ones. */
  readonly sentByHand: ReadonlySet<number>;
}

/** What went wrong, as numbers of messages. */
export interface Verdict {
  /** Acknowledged, not answered, and not shown to people as undecided either. */
  readonly lost: readonly number[];
  /** Named by answers more than once. */
  readonly doubled: readonly number[];
  /** Answered after a later message that had not even been sent when this one was acknowledged. */
  readonly outOfOrder: readonly number[];
  /** Never acknowledged: the provider gave up on the event, and the product owes nothing. */
  readonly unacknowledged: readonly number[];
}

const NOTHING_LEFT: LeftToPeople = { undecided: new Set(), sentByHand: new Set() };

/**
 * Judges conversations by what stands in the channels. The product owes each message that it acknowledged one answer, and answers in
 * the order of writing as far as it can know: an event that was still under way when a later one came cannot have been
 * answered earlier.
 */
export function judge(conversations: readonly ConversationRecord[], left: LeftToPeople = NOTHING_LEFT): Verdict {
  const verdicts = conversations.map((conversation) => judgeOne(conversation, left));
  return {
    lost: verdicts.flatMap(({ lost }) => lost),
    doubled: verdicts.flatMap(({ doubled }) => doubled),
    outOfOrder: verdicts.flatMap(({ outOfOrder }) => outOfOrder),
    unacknowledged: verdicts.flatMap(({ unacknowledged }) => unacknowledged),
  };
}

function judgeOne({ questions, replies }: ConversationRecord, { undecided, sentByHand }: LeftToPeople): Verdict {
  const answers = replies.flatMap(numbersIn);
  const place = new Map(answers.map((number, index) => [number, index]));
  const isOvertaken = (question: Question, index: number): boolean =>
    questions.slice(index + 1).some((later) => wasThere(question, later) && wasFirst(later.number, question.number));
  const wasFirst = (one: number, other: number): boolean =>
    (place.get(one) ?? Infinity) < (place.get(other) ?? -Infinity);
  return {
    lost: numbersOf(
      questions.filter(
        ({ number, acknowledgedAt }) => acknowledgedAt !== undefined && !place.has(number) && !undecided.has(number),
      ),
    ),
    doubled: [...new Set(answers.filter((number, index) => answers.indexOf(number) !== index))],
    outOfOrder: numbersOf(questions.filter(isOvertaken)).filter((number) => !sentByHand.has(number)),
    unacknowledged: numbersOf(questions.filter(({ acknowledgedAt }) => acknowledgedAt === undefined)),
  };
}

/** Whether the product had the earlier message before anybody could have sent it the later one. */
function wasThere(earlier: Question, later: Question): boolean {
  return (earlier.acknowledgedAt ?? Infinity) < (later.sentAt ?? -Infinity);
}

function numbersOf(questions: readonly Question[]): number[] {
  return questions.map(({ number }) => number);
}
