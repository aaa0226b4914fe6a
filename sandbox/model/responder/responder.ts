import type { ChatMessage } from '../chat/chat-request';
import { solve } from './arithmetic';
import { intentOf, nameGivenIn, splitGreeting, type Intent } from './intents';
import { findFacts, type Fact } from './knowledge';
import { readPersona, type Persona } from './persona';
import { detectLanguage, PHRASES, type Phrases } from './phrases';
import { systemText, toSentences, toTurns, type Turn } from './turns';
import { keywords } from './words';

interface Talk {
  persona: Persona;
  say: Phrases;
  /** The person's name, if it was given. */
  person: string | null;
  /** What the person said before this turn. */
  earlier: string[];
  /** Whether the assistant's last turn had no answer. */
  wasUnknown: boolean;
  isFirstTurn: boolean;
  /** Picks among equals, always the same for the same text. */
  pick: (choices: string[], seed: string) => string;
}

/** Answers from the instructions and the conversation alone, always the same for the same request. */
export function reply(messages: ChatMessage[]): string {
  const turns = toTurns(messages);
  const current = turns.findLast(({ side }) => side === 'person')?.text ?? '';
  const talk = readTalk(readPersona(systemText(messages)), turns, current);
  if (messages.findLast(({ role }) => role === 'user')?.otherParts) return talk.say.cannotSee;
  if (!/[\p{L}\p{N}]/u.test(current)) return greet(talk) || talk.say.empty;
  const answers = toSentences(current).flatMap((sentence) => answerSentence(talk, sentence));
  const known = answers.filter(({ isKnown }) => isKnown);
  const parts = known.length > 0 ? known : [unknown(talk, current)];
  return [...new Set(parts.map(({ text }) => text))].join(known.length > 2 ? '\n\n' : ' ');
}

interface Answer {
  text: string;
  isKnown: boolean;
}

function readTalk(persona: Persona, turns: Turn[], current: string): Talk {
  const own = turns.filter(({ side }) => side === 'person').map(({ text }) => text);
  const language = persona.language ?? detectLanguage(own.join(' '));
  const say = PHRASES[language];
  const lastReply = turns.findLast(({ side }) => side === 'assistant')?.text ?? '';
  return {
    persona,
    say,
    person: nameGivenIn(own.join('\n')),
    earlier: own.slice(0, -1),
    wasUnknown: lastReply.includes(say.unknown) || lastReply.includes(say.unknownAgain),
    isFirstTurn: !turns.some(({ side }) => side === 'assistant'),
    pick: (choices, seed) => choices[checksum(seed + current) % choices.length] ?? '',
  };
}

function checksum(text: string): number {
  let sum = 7;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return sum;
}

function known(text: string): Answer[] {
  return [{ text, isKnown: true }];
}

function greet({ persona, say, person, isFirstTurn }: Talk): string {
  if (isFirstTurn && persona.greeting) return persona.greeting;
  const introduction = isFirstTurn && persona.name ? `${say.introduction(persona.name, persona.role)} ` : '';
  return `${say.hello(person)} ${introduction}${say.canHelpWith(persona.topics)}`;
}

function answerSentence(talk: Talk, sentence: string): Answer[] {
  const { hasGreeting, rest } = splitGreeting(sentence, talk.persona.name);
  if (hasGreeting && keywords(rest).size === 0 && intentOf(rest) === 'other') return known(greet(talk));
  const answer = ANSWERS[intentOf(rest)](talk, rest);
  return answer === null ? answerQuestion(talk, rest) : known(answer);
}

/** What is said to each intent; null leaves the sentence to the instructions. */
const ANSWERS: Record<Intent, (talk: Talk, sentence: string) => string | null> = {
  greeting: greet,
  thanks: ({ pick, say }) => pick(say.thanks, 'thanks'),
  goodbye: ({ say, person }) => say.goodbye(person),
  introduces_self: ({ say, person, persona }) =>
    `${say.niceToMeetYou(person ?? '')} ${say.canHelpWith(persona.topics)}`,
  asks_own_name: ({ say, person }) => (person ? say.yourName(person) : say.noNameYet),
  asks_what_was_said: recallLast,
  asks_who: introduce,
  asks_what_it_can: introduce,
  asks_what_model: ({ say }) => say.standIn,
  asks_whether_human: ({ say, persona }) => `${say.notAPerson(persona.name)} ${say.handover(persona.handover)}`,
  asks_for_person: ({ say, persona }) => say.handover(persona.handover),
  other: calculate,
};

function introduce({ say, persona }: Talk): string {
  return `${say.introduction(persona.name, persona.role)} ${say.canHelpWith(persona.topics)}`;
}

function calculate({ say }: Talk, sentence: string): string | null {
  const equation = solve(sentence);
  return equation === null ? null : say.result(equation);
}

function recallLast({ say, earlier }: Talk): string {
  const last = earlier.at(-1);
  return last ? say.asYouSaid(last.replaceAll('\n', ' ')) : say.nothingSaidYet;
}

/** Own statements first when the question is about the person, then the instructions, then a follow-up's earlier topic. */
function answerQuestion(talk: Talk, sentence: string): Answer[] {
  const words = keywords(sentence);
  if (words.size === 0) return [];
  const own = /\b(?:my|mine|i|mein\w*|ich)\b/i.test(sentence) && sentence.includes('?') ? ownWords(talk, words) : null;
  if (own) return known(talk.say.asYouSaid(own));
  const facts = findFacts(talk.persona.facts, words);
  if (facts.length > 0) return known(tell(talk, facts, sentence));
  const followUp = followUpFacts(talk, sentence, words);
  if (followUp.length > 0) return known(tell(talk, followUp, sentence));
  const isStatement = !sentence.includes('?') && !talk.isFirstTurn && /\d/.test(sentence);
  return isStatement ? known(talk.say.noted) : [{ text: '', isKnown: false }];
}

/** Something that the person stated earlier and now asks back. */
function ownWords({ earlier }: Talk, words: Set<string>): string | null {
  const statements = earlier.flatMap(toSentences).filter((sentence) => !sentence.includes('?'));
  const fitting = statements.filter((sentence) => [...keywords(sentence)].some((word) => words.has(word)));
  return fitting.at(-1) ?? null;
}

/** "And on Sundays?" is about what was asked before. */
function followUpFacts({ persona, earlier }: Talk, sentence: string, words: Set<string>): Fact[] {
  const isFollowUp = words.size <= 2 || /^(?:and|und|what about|how about|was ist mit)\b/i.test(sentence);
  const before = earlier.at(-1);
  if (!isFollowUp || !before) return [];
  return findFacts(persona.facts, new Set([...words, ...keywords(before)]));
}

function tell({ say, pick }: Talk, facts: Fact[], sentence: string): string {
  const question = facts.find(({ isQuestion }) => isQuestion);
  const told = facts.filter(({ isQuestion }) => !isQuestion).map(({ text }) => text);
  if (told.length === 0 && question) return say.askFor(question.text);
  return pick(say.openers, sentence) + told.join(' ');
}

function unknown({ persona, say, wasUnknown }: Talk, text: string): Answer {
  if (wasUnknown) return { text: `${say.unknownAgain} ${say.handover(persona.handover)}`, isKnown: false };
  const isTopic = persona.topics && [...keywords(persona.topics)].some((word) => keywords(text).has(word));
  const start = isTopic && persona.topics ? `${say.withinTopics(persona.topics)} ` : '';
  return { text: `${start}${say.unknown} ${say.handover(persona.handover)}`, isKnown: false };
}
