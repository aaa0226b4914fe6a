import type { ChatMessage } from '../chat/chat-request';
import { intentOf, splitGreeting } from './intents';
import { findFacts, type Fact } from './knowledge';
import { readPersona } from './persona';
import { greet, SMALL_TALK } from './small-talk';
import { pick, readTalk, type Talk } from './talk';
import { systemText, toSentences, toTurns } from './turns';
import { keywords, tokenize } from './words';

/** What one sentence of the person leads to. */
type Finding =
  | { kind: 'said'; text: string }
  | { kind: 'facts'; facts: Fact[] }
  | { kind: 'unanswered'; question: string }
  | { kind: 'nothing' };

const NOTHING: Finding = { kind: 'nothing' };
/** A statement among questions is answered only if it clearly is about something that the instructions know. */
const CLEARLY_SHARED_WORDS = 2;

/** Notes in square brackets that a program put into the person's turn, about what could not be handed on. */
const NOTE = /\[[^\]]*\b(?:file|image|attachment|message|Datei|Anhang)\b[^\]]*\]/gi;

/** Answers from the instructions and the conversation alone, always the same for the same request. */
export function reply(messages: ChatMessage[]): string {
  const talk = readTalk(readPersona(systemText(messages)), toTurns(messages));
  const notices = noticesOf(talk, messages);
  const sentences = toSentences(talk.current.replace(NOTE, ' '));
  if (sentences.length === 0) return notices[0] ?? (talk.isFirstTurn ? greet(talk) : talk.say.empty);
  const findings = sentences.map((sentence) => consider(talk, sentence, sentences));
  return [...notices, compose(talk, findings)].join(' ');
}

/** What has to be said before the answer: that something could not be read. */
function noticesOf({ say, current }: Talk, messages: ChatMessage[]): string[] {
  const notes = current.match(NOTE) ?? [];
  const isCut = notes.some((note) => /\blonger\b/i.test(note));
  const hasFile = notes.length > (isCut ? 1 : 0) || messages.findLast(({ role }) => role === 'user')?.otherParts;
  return [...(isCut ? [say.tooLong] : []), ...(hasFile ? [say.cannotSee] : [])];
}

function consider(talk: Talk, sentence: string, all: string[]): Finding {
  const { hasGreeting, rest } = splitGreeting(sentence, talk.persona.name);
  if (hasGreeting && keywords(rest).size === 0 && intentOf(rest) === 'other') {
    // "Hello. When do you open?" wants the opening hours and not two answers.
    return all.length === 1 ? { kind: 'said', text: greet(talk) } : NOTHING;
  }
  const text = SMALL_TALK[intentOf(rest)](talk, rest);
  if (text !== null) return { kind: 'said', text };
  const words = keywords(rest);
  if (words.size === 0) return NOTHING;
  const isAsked = isQuestion(rest) || all.length === 1;
  return isAsked ? answerQuestion(talk, rest, words) : answerStatement(talk, words, all);
}

/** A question mark inside an address asks nothing. */
function isQuestion(sentence: string): boolean {
  return /\?["”)]*(?:\s|$)/.test(sentence);
}

/** Own words first when the question is about the person, then the instructions, then what was asked before. */
function answerQuestion(talk: Talk, sentence: string, words: Set<string>): Finding {
  const isAboutSelf = /\b(?:my|mine|i|mein\w*|ich)\b/i.test(sentence) && isQuestion(sentence);
  const isInformation = !isQuestion(sentence) && !talk.isFirstTurn && /\d/.test(sentence);
  if (talk.hasAsked && isInformation) return { kind: 'said', text: talk.say.notedAsAsked };
  const own = isAboutSelf ? ownWords(talk, words) : null;
  if (own) return { kind: 'said', text: talk.say.asYouSaid(own) };
  const facts = findFacts(talk.persona.facts, words);
  if (facts.length > 0) return { kind: 'facts', facts };
  const earlierFacts = followUpFacts(talk, sentence, words);
  if (earlierFacts.length > 0) return { kind: 'facts', facts: earlierFacts };
  return isInformation ? { kind: 'said', text: talk.say.noted } : { kind: 'unanswered', question: sentence };
}

function answerStatement({ persona }: Talk, words: Set<string>, all: string[]): Finding {
  const hasQuestion = all.some((sentence) => isQuestion(sentence));
  const facts = findFacts(persona.facts, words).filter((fact) => {
    const shared = [...words].filter((word) => fact.words.has(word));
    return !hasQuestion || shared.length >= CLEARLY_SHARED_WORDS;
  });
  return facts.length > 0 ? { kind: 'facts', facts } : NOTHING;
}

/** Something that the person stated earlier and now asks back. */
function ownWords({ earlier }: Talk, words: Set<string>): string | null {
  const statements = earlier.flatMap(toSentences).filter((sentence) => !isQuestion(sentence));
  return statements.findLast((sentence) => [...keywords(sentence)].some((word) => words.has(word))) ?? null;
}

/** "And on Sundays?" is about what was asked before. */
function followUpFacts({ persona, earlier }: Talk, sentence: string, words: Set<string>): Fact[] {
  const isFollowUp =
    /^\W*(?:and|und|what about|how about|was ist mit)\b/i.test(sentence) || tokenize(sentence).length <= 2;
  const before = earlier.at(-1);
  if (!isFollowUp || !before) return [];
  return findFacts(persona.facts, new Set([...words, ...keywords(before)])).slice(0, 1);
}

function compose(talk: Talk, findings: Finding[]): string {
  const { say, persona } = talk;
  const parts = tellAll(talk, findings);
  const unanswered = findings.filter((finding) => finding.kind === 'unanswered');
  if (parts.length === 0) return unanswered.length > 0 || talk.isFirstTurn ? unknown(talk) : say.noted;
  const open = unanswered.map(({ question }) => say.notThat(question));
  const all = [...parts, ...(open.length > 0 ? [[...open, say.handover(persona.handover)].join(' ')] : [])];
  return all.join(all.length > 2 ? '\n\n' : ' ');
}

/** Each fact is told once, however many sentences lead to it. */
function tellAll(talk: Talk, findings: Finding[]): string[] {
  const told = new Set<Fact>();
  const parts: string[] = [];
  for (const finding of findings) {
    if (finding.kind === 'said') parts.push(finding.text);
    if (finding.kind !== 'facts') continue;
    const fresh = finding.facts.filter((fact) => !told.has(fact));
    for (const fact of fresh) told.add(fact);
    if (fresh.length > 0) parts.push(tell(talk, fresh));
  }
  const [first, ...rest] = [...new Set(parts)];
  if (first === undefined) return [];
  const opening = findings.find(({ kind }) => kind !== 'nothing');
  const isTelling = opening?.kind === 'facts' && opening.facts.some(({ kind }) => kind === 'tell');
  return [isTelling ? `${pick(talk, talk.say.openers)}${first}` : first, ...rest];
}

/** What is known is told; otherwise what is missing is asked for, or the gap is admitted. */
function tell({ say, persona }: Talk, facts: Fact[]): string {
  const texts = (wanted: Fact['kind']) => facts.filter(({ kind }) => kind === wanted).map(({ text }) => text);
  const told = texts('tell');
  if (told.length > 0) return told.join(' ');
  const [asked] = texts('ask');
  if (asked !== undefined) return `${say.lookInto} ${say.askFor(asked)}`;
  if (facts.some(({ kind }) => kind === 'handover')) return say.handover(persona.handover);
  return `${say.gap(texts('gap').map((label) => label.toLowerCase()))} ${say.handover(persona.handover)}`;
}

const COMPLAINT =
  /\b(?:complain\w*|unhappy|not happy|disappoint\w*|terrible|angry|unacceptable|beschwer\w*|unzufrieden)\b/i;

function unknown({ persona, say, current, wasUnknown }: Talk): string {
  if (COMPLAINT.test(current)) return `${say.sorry} ${say.handover(persona.handover)}`;
  if (wasUnknown) return `${say.unknownAgain} ${say.handover(persona.handover)}`;
  const words = keywords(current);
  const isTopic = persona.topics !== null && [...keywords(persona.topics)].some((word) => words.has(word));
  const start = isTopic && persona.topics ? `${say.withinTopics(persona.topics)} ` : '';
  return `${start}${say.unknown} ${say.handover(persona.handover)}`;
}
