import { nameGivenIn } from './intents';
import type { Persona } from './persona';
import { detectLanguage, PHRASES, type Phrases } from './phrases';
import type { Turn } from './turns';

/** Everything that an answer may depend on. */
export interface Talk {
  persona: Persona;
  say: Phrases;
  /** What the person said in this turn and before it. */
  current: string;
  earlier: string[];
  /** The person's name, if it was given. */
  person: string | null;
  /** Whether the assistant's last turn had no answer. */
  wasUnknown: boolean;
  /** Whether the assistant's last turn asked for something. */
  hasAsked: boolean;
  isFirstTurn: boolean;
}

export function readTalk(persona: Persona, turns: Turn[]): Talk {
  const own = turns.filter(({ side }) => side === 'person').map(({ text }) => text);
  const say = PHRASES[persona.language ?? detectLanguage(own.join(' '))];
  const lastReply = turns.findLast(({ side }) => side === 'assistant')?.text ?? '';
  return {
    persona,
    say,
    current: own.at(-1) ?? '',
    earlier: own.slice(0, -1),
    person: nameGivenIn(own.join('\n')),
    wasUnknown: lastReply.includes(say.unknown) || lastReply.includes(say.unknownAgain),
    hasAsked: lastReply.includes(say.lookInto),
    isFirstTurn: !turns.some(({ side }) => side === 'assistant'),
  };
}

/** Picks one of several ways to say the same, always the same one for the same text. */
export function pick({ current }: Talk, choices: string[]): string {
  let sum = 7;
  for (const character of current) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return choices[sum % choices.length] ?? '';
}
