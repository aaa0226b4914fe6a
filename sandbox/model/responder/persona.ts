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

const MOST_TOPICS = 4;

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
  /\b(?:You are|You're|Du bist)\s+\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?,\s*([^.\n]+)/u,
  /\b(?:You are|You're)\s+((?:an?|the|our)\s+[^.\n]+)/u,
  /\bDu bist\s+((?:ein|eine|der|die|unser|unsere)\s+[^.\n]+)/u,
];

const GREETING = [
  /^\s*(?:[-*]\s*)?(?:\*\*)?(?:greeting|begrüßung|first message)[^:\n]{0,40}(?:\*\*)?:\s*["“„]?([^"”“\n]+)/im,
  /\bgreets?\b[^:"“\n]{0,60}(?:with|saying|by saying)?:?\s*["“„]([^"”“\n]+)/i,
];

const CONTACT = /(?:name this contact|contact(?: person)?(?: is)?)\s*:\s*([^\n]+)/i;
const HANDOVER = [
  CONTACT,
  /^\s*(?:[-*]\s*)?(?:\*\*)?(?:hand[- ]?over|escalation|übergabe)(?: contact| to)?(?:\*\*)?\s*:\s*([^\n]+)/im,
  /\b(?:hand(?:s|ing)?(?: it| them| the conversation)? over|escalate|refer|pass (?:it|them) on|forward|offer to connect)\b[^.\n]*?\bto\s+(?!a person|people|someone|a colleague)([^.\n,]+(?:@[\w.-]+\w)?)/i,
  /\b(?:übergib|verweise|leite)\b[^.\n]*?\ban\s+([^.\n,]+)/i,
];

const TOPICS = [
  /\b(?:answers? questions about|help(?:s|ing)? (?:\w+ ){0,3}with|responsible for|questions about|takes? care of)\s+([^.\n]+)/i,
  /\b(?:hilfst (?:\w+ ){0,3}bei|beantwortest fragen zu|fragen zu)\s+([^.\n]+)/i,
];

/** The rest of a sentence about handing over is a condition, not a name. */
function readHandover(text: string): string | null {
  const found = firstMatch(text, HANDOVER)?.replace(
    /\s+(?:when|if|whenever|unless|for|as soon|in case|wenn|falls)\b.*$/i,
    '',
  );
  return found && !/^\[.*\]$/.test(found) ? found : null;
}

/** What the instructions say they help with or, failing that, what they have something to say about. */
function readTopics(text: string, facts: Fact[]): string | null {
  const listed = firstMatch(text, TOPICS);
  if (listed && !/[[\]]/.test(listed)) return listed.replace(/\s*\([^)]*\)/g, '');
  const labels = facts.flatMap(({ kind, label }) => (kind === 'tell' && label ? [lowerFirst(label)] : []));
  return labels.length > 0 ? new Intl.ListFormat('en').format(labels.slice(0, MOST_TOPICS)) : null;
}

function lowerFirst(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

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
  const facts = toFacts(instructions);
  return {
    name: firstMatch(instructions, NAME),
    role: firstMatch(instructions, ROLE),
    greeting: firstMatch(instructions, GREETING),
    language: readLanguage(instructions),
    handover: readHandover(instructions),
    topics: readTopics(instructions, facts),
    facts,
  };
}
