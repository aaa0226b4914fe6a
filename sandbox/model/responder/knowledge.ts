import { toSentences } from './turns';
import { keywords } from './words';

/** Something that the instructions say and a person may ask about. */
export interface Fact {
  /** What to answer. */
  text: string;
  /** By which words it is found. */
  words: Set<string>;
  /** True when the instructions say to ask the person for something. */
  isQuestion: boolean;
}

/** Sentences about how to behave; they are obeyed or ignored but not told to people. */
const BEHAVIOUR =
  /^(?:you(?:'re| are| have| will| must| should| can| work| help| answer| represent)?\b|your\b|be\b|always\b|never\b|do not\b|don['’]t\b|answer\b|reply\b|respond\b|keep\b|use\b|write\b|speak\b|greet\b|greeting\b|sign\b|stay\b|avoid\b|act\b|remember\b|refuse\b|only\b|make sure\b|try\b|help\b|name\s*:|role\b|language\b|persona\b|instructions?\b|tone\b|hand[- ]?over\b|escalate\b|refer\b|out of office|messages? (?:may|from|that)\b|du\b|dein\b|sei\b|immer\b|nie\b|antworte\b|schreibe\b|sprich\b|begrüße\b|verwende\b|rolle\b|sprache\b)/i;

const ASKED_FOR =
  /\bask (?:for|them for|the customer for|people for|(?:them|the customer|people) (?:about|what)) (.+?)(?:[.!]|$)/i;
const SAY =
  /^(?:if|when|whenever)\b[^,]*,\s*(?:please\s+)?(?:say|tell (?:them|people|the customer)|answer|explain|reply|mention|let them know)(?: that| with)?:?\s*["“]?(.+?)["”]?$/i;

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function withStop(text: string): string {
  return /[.!?…:]$/.test(text) ? text : `${text}.`;
}

function toFact(sentence: string): Fact | null {
  const words = keywords(sentence);
  const said = SAY.exec(sentence)?.[1];
  if (said) return { text: withStop(capitalize(said)), words, isQuestion: false };
  const wanted = /^(?:if|when|whenever)\b/i.test(sentence) ? ASKED_FOR.exec(sentence)?.[1] : undefined;
  if (wanted) return { text: wanted, words, isQuestion: true };
  const isHeading = sentence.endsWith(':') || sentence.startsWith('#');
  if (isHeading || BEHAVIOUR.test(sentence) || /^(?:if|when|whenever|wenn)\b/i.test(sentence)) return null;
  return words.size === 0 ? null : { text: withStop(capitalize(sentence)), words, isQuestion: false };
}

/** `Q: … A: …` pairs are found by both and answered with the second. */
function questionAndAnswer(line: string, next: string | undefined): Fact | null {
  const question = /^(?:q|question|frage|f)\s*[:.]\s*(.+)$/i.exec(line)?.[1];
  const answer = /^(?:a|answer|antwort)\s*[:.]\s*(.+)$/i.exec(next ?? '')?.[1];
  if (!question || !answer) return null;
  return { text: withStop(answer), words: keywords(`${question} ${answer}`), isQuestion: false };
}

export function toFacts(instructions: string): Fact[] {
  const lines = instructions
    .split('\n')
    .map((line) =>
      line
        .replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '')
        .replaceAll('**', '')
        .trim(),
    )
    .filter(Boolean);
  return lines.flatMap((line, index) => {
    const pair = questionAndAnswer(line, lines[index + 1]);
    if (pair) return [pair];
    if (/^(?:a|answer|antwort)\s*:/i.test(line)) return [];
    return toSentences(line).flatMap((sentence) => toFact(sentence) ?? []);
  });
}

/** Rare words say more than frequent ones. */
function weigh(facts: Fact[]): (word: string) => number {
  const counts = new Map<string, number>();
  for (const { words } of facts) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return (word) => Math.log(1 + facts.length / (counts.get(word) ?? facts.length));
}

const NEARLY_AS_GOOD = 0.75;
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
