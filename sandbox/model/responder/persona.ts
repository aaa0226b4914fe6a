import { toFacts, type Fact } from './knowledge';

export type Language = 'en' | 'de';

/** What the instructions say about who answers and what there is to know. */
export interface Persona {
  name: string | null;
  role: string | null;
  greeting: string | null;
  /** Null: answer in the language of the person. */
  language: Language | null;
  handover: string | null;
  /** What it helps with, as the instructions list it. */
  topics: string | null;
  facts: Fact[];
}

function firstMatch(text: string, patterns: RegExp[]): string | null {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.slice(1).find(Boolean);
    if (found) return found.trim().replace(/[.,;:\s]+$/, '');
  }
  return null;
}

const NAME = [
  /^\s*(?:[-*]\s*)?(?:\*\*)?(?:your )?name(?:\*\*)?\s*:\s*["“]?([^"”\n.,(]+)/im,
  /\b(?:your name is|you are called|you are named|dein name ist|du heißt)\s+["“]?(\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?)/u,
  /\b(?:You are|You're|Du bist)\s+(?!an?\b|the\b)["“]?(\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?)/u,
];

const ROLE = [
  /^\s*(?:[-*]\s*)?(?:\*\*)?(?:your )?(?:role|job title|job|title|position|rolle)(?: title)?(?:\*\*)?\s*:\s*([^\n.]+)/im,
  /\b(?:You are|You're)\s+(?:\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?,\s*)?(?:an?|the|our)\s+([^.\n]+)/u,
  /\bDu bist\s+(?:\p{Lu}[\p{L}'’-]+,\s*)?(?:ein|eine|der|die|unser|unsere)\s+([^.\n]+)/u,
];

const GREETING = [
  /^\s*(?:[-*]\s*)?(?:\*\*)?(?:greeting|begrüßung|first message)[^:\n]{0,40}(?:\*\*)?:\s*["“„]?([^"”“\n]+)/im,
  /\bgreet\b[^:"“\n]{0,60}(?:with|saying|by saying)?:?\s*["“„]([^"”“\n]+)/i,
];

const HANDOVER = [
  /^\s*(?:[-*]\s*)?(?:\*\*)?(?:hand[- ]?over|escalation|übergabe)[^:\n]{0,60}(?:\*\*)?:\s*([^\n]+)/im,
  /\b(?:hand(?:s|ing)?(?: it| them| the conversation)? over|escalate|refer|pass (?:it|them) on|forward|offer to connect)\b[^.\n]*?\bto\s+([^.\n,]+(?:@[\w.-]+\w)?)/i,
  /\b(?:übergib|verweise|leite)\b[^.\n]*?\ban\s+([^.\n,]+)/i,
];

const TOPICS = [
  /\b(?:answers? questions about|help(?:s|ing)? (?:\w+ ){0,3}with|responsible for|questions about|takes? care of)\s+([^.\n]+)/i,
  /\b(?:hilfst (?:\w+ ){0,3}bei|beantwortest fragen zu|fragen zu)\s+([^.\n]+)/i,
];

function readLanguage(text: string): Language | null {
  const german =
    /\b(?:language|sprache)(?:\*\*)?\s*:\s*(?:de\b|de-|german|deutsch)|\b(?:answer|reply|respond|write|speak|always)\b[^.\n]{0,40}\b(?:german|deutsch)\b|\b(?:antworte|schreibe|sprich)\b[^.\n]{0,40}\bdeutsch/i;
  const english =
    /\b(?:language|sprache)(?:\*\*)?\s*:\s*(?:en\b|en-|english)|\b(?:answer|reply|respond|write|speak|always)\b[^.\n]{0,40}\benglish\b/i;
  if (german.test(text)) return 'de';
  return english.test(text) ? 'en' : null;
}

/** Reads the system prompt as a person would who has to stand in for the day. */
export function readPersona(instructions: string): Persona {
  return {
    name: firstMatch(instructions, NAME),
    role: firstMatch(instructions, ROLE),
    greeting: firstMatch(instructions, GREETING),
    language: readLanguage(instructions),
    handover: firstMatch(instructions, HANDOVER),
    topics: firstMatch(instructions, TOPICS),
    facts: toFacts(instructions),
  };
}
