import { toSections, type Section } from './sections';
import { toSentences } from './turns';
import { keywords } from './words';

/** Something that the instructions say and a person may ask about. */
export interface Fact {
  /**
   * `tell`: `text` is the answer. `handover`: a person is to take over. `ask`: the instructions want `text` asked for. `gap`: the instructions name `text` as
   * something to know, but nobody has filled it in.
   */
  kind: 'tell' | 'ask' | 'gap' | 'handover';
  text: string;
  /** By which words it is found. */
  words: Set<string>;
  /** What a line of the form "Label: …" is about. */
  label: string | null;
}

/** Sentences about how to behave; they are obeyed or ignored, but not told to people. */
const BEHAVIOUR =
  /^(?:you(?:['’]re|['’]ll)?|your|be|always|never|do|does|don['’]t|answer|reply|respond|keep|use|write|speak|greet|sign|stay|avoid|act|remember|refuse|only|make|try|help|promise|thank|name|say|tell|end|give|collect|repeat|offer|check|note|explain|point|mention|ask|show|send|let|include|start|finish|follow|treat|apologi[sz]e|confirm|read|look|find|suggest|recommend|propose|listen|share|sum|take|stop|wait|put|find|nothing|messages?|du|dein|sei|immer|nie|antworte|schreibe|sprich|begrüße|verwende|frage|nenne|sag)\b/i;
const BEHAVIOUR_LABEL =
  /^(?:(?:your )?(?:name|role|job title|title|position|persona|tone|style|language)|greeting|first message|instructions?|hand[- ]?over.*|escalation.*|rolle|sprache|begrüßung|out of office.*)$/i;

const ASKED_FOR = /\bask (?:for|(?:them|people|the customer) (?:for|about|what)) (.+?)(?:, and say\b.*)?(?:[.!]|$)/i;
const SAY =
  /^(?:if|when|whenever)\b[^,]*,\s*(?:please\s+)?(?:say|tell (?:them|people|the customer)|answer|explain|reply|mention|let them know)(?: that| with)?:?\s*["“]?(.+?)["”]?$/i;
const COMMANDING_LABEL = /^(?:you|your|always|never|do not|don['’]t|please|du|dein)\b/i;
const HANDOVER = /\b(?:hand (?:it |them )?over|escalate|refer (?:it|them)|übergib|verweise)\b/i;
/** "opening hours (Mon–Fri 9–17)" inside a sentence about behaviour. */
const ASIDE = /((?:\p{L}+ )?\p{L}+) \(([^()]*\d[^()]*)\)/u;
const CONDITION = /^(?:if|when|whenever|wenn|falls)\b/i;
const LABELLED = /^([^:.?!"“]{2,60}):\s+(.+)$/;
const GAP = /\[[^\]]+\]/;
const CLOCK = /^It is (?:\w+day\b|\d).*\d/;

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function withStop(text: string): string {
  return /[.!?…:]["”]?$/.test(text) ? text : `${text}.`;
}

function telling(text: string, words: Set<string>, label: string | null = null): Fact {
  return { kind: 'tell', text: withStop(capitalize(text)), words, label };
}

function labelledFact(sentence: string): Fact | null {
  const [, label, content] = LABELLED.exec(sentence) ?? [];
  if (label === undefined || content === undefined || BEHAVIOUR_LABEL.test(label) || CONDITION.test(label)) return null;
  if (COMMANDING_LABEL.test(label)) return null;
  if (!GAP.test(content) && !GAP.test(label)) return telling(sentence, keywords(sentence), label);
  return GAP.test(label) ? null : { kind: 'gap', text: label, words: keywords(label), label };
}

/** What the instructions want done in a case, as far as it is something to say or to ask. */
function conditionalFact(sentence: string): Fact | null {
  const said = SAY.exec(sentence)?.[1];
  if (said) return telling(said, keywords(sentence));
  const wanted = ASKED_FOR.exec(sentence)?.[1];
  return wanted ? { kind: 'ask', text: wanted, words: keywords(sentence), label: null } : null;
}

/** What a sentence that tells people how to behave has to say all the same. */
function behaviourFact(sentence: string, section: Section): Fact | null {
  const words = keywords(`${section.heading} ${sentence}`);
  if (HANDOVER.test(sentence)) return { kind: 'handover', text: sentence, words, label: null };
  const asked = section.heading !== '' && /^ask\b/i.test(sentence) ? ASKED_FOR.exec(sentence)?.[1] : undefined;
  if (asked) return { kind: 'ask', text: asked, words, label: null };
  const [, subject, detail] = (BEHAVIOUR.test(sentence) ? ASIDE.exec(sentence) : null) ?? [];
  return subject && detail ? telling(`${subject}: ${detail}`, words, subject) : null;
}

function plainFact(sentence: string, section: Section): Fact | null {
  const isUntellable = LABELLED.test(sentence) || BEHAVIOUR.test(sentence) || GAP.test(sentence);
  const words = keywords(`${section.heading} ${sentence}`);
  return isUntellable || sentence.endsWith(':') || words.size === 0 ? null : telling(sentence, words);
}

function toFact(sentence: string, section: Section): Fact | null {
  if (CLOCK.test(sentence)) return telling(sentence, keywords('time date day today clock weekday uhrzeit datum'));
  if (CONDITION.test(sentence)) return conditionalFact(sentence);
  if (section.isBehaviour) return null;
  return labelledFact(sentence) ?? behaviourFact(sentence, section) ?? plainFact(sentence, section);
}

/** `Q: … A: …` pairs are found by both and answered with the second. */
function questionAndAnswer(line: string, next: string | undefined): Fact | null {
  const question = /^(?:q|question|frage)\s*:\s*(.+)$/i.exec(line)?.[1];
  const answer = /^(?:a|answer|antwort)\s*:\s*(.+)$/i.exec(next ?? '')?.[1];
  return question && answer ? telling(answer, keywords(`${question} ${answer}`)) : null;
}

function factsOf(section: Section): Fact[] {
  return section.lines.flatMap((line, index) => {
    const pair = questionAndAnswer(line, section.lines[index + 1]);
    if (pair) return [pair];
    const label = LABELLED.exec(line)?.[1];
    const isOther = /^(?:a|answer|antwort|q|question|frage)\s*:/i.test(line);
    if (isOther || (label !== undefined && BEHAVIOUR_LABEL.test(label))) return [];
    return toSentences(line).flatMap((sentence) => toFact(sentence, section) ?? []);
  });
}

export function toFacts(instructions: string): Fact[] {
  return toSections(instructions).flatMap(factsOf);
}

/** Rare words say more than frequent ones. */
function weigh(facts: Fact[]): (word: string) => number {
  const counts = new Map<string, number>();
  for (const { words } of facts) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return (word) => Math.log(1 + facts.length / (counts.get(word) ?? facts.length));
}

const NEARLY_AS_GOOD = 0.8;
const MOST_FACTS = 2;

/** The facts that fit the words best, in the order of the instructions; none when nothing fits. */
export function findFacts(facts: Fact[], wanted: Set<string>): Fact[] {
  const weight = weigh(facts);
  const scored = facts
    .map((fact, index) => {
      const shared = [...wanted].filter((word) => fact.words.has(word));
      const score = shared.reduce((sum, word) => sum + weight(word), 0) / Math.sqrt(Math.max(fact.words.size, 4));
      return { fact, index, score };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index);
  const best = scored[0]?.score ?? 0;
  return scored
    .filter(({ score }) => score >= best * NEARLY_AS_GOOD)
    .slice(0, MOST_FACTS)
    .sort((a, b) => a.index - b.index)
    .map(({ fact }) => fact);
}
