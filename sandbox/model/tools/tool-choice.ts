import { randomBytes } from 'node:crypto';
import type { ChatMessage } from '../chat/chat-request';
import { nameGivenIn } from '../responder/intents';
import { toTurns } from '../responder/turns';
import { keywords } from '../responder/words';
import type { OfferedTool, ToolCall } from './offered-tool';

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const DAY_MS = 24 * 60 * 60 * 1_000;

/** What was said, and when "today" is. */
interface Said {
  text: string;
  everything: string;
  now: Date;
}

/** How each kind of input is found in what was said, by the name of its field; the first kind that fits the name counts. */
const FINDERS: readonly (readonly [name: RegExp, find: (said: Said) => string | null])[] = [
  [/number|order|(?:^|_)id$|code|ticket/, ({ text }) => /\b([A-Z]{0,4}-?\d{3,12})\b/i.exec(text)?.[1] ?? null],
  [/date|day/, findDate],
  [/time|hour/, findTime],
  [/e?mail/, ({ text }) => /[\w.+-]+@[\w-]+\.[\w.]+/.exec(text)?.[0] ?? null],
  [/name|who|person/, ({ everything }) => nameGivenIn(everything)],
  [/./, ({ text }) => text.trim() || null],
];

/**
 * Decides whether a tool should be used for what was just said: one whose description shares words with it and whose
 * inputs can all be found. It is no language model; the same request always leads to the same wish.
 */
export function wishFor(messages: ChatMessage[], tools: readonly OfferedTool[]): ToolCall | null {
  if (messages.at(-1)?.role !== 'user') return null;
  const own = toTurns(messages).filter(({ side }) => side === 'person');
  const text = own.at(-1)?.text ?? '';
  const said: Said = { text, everything: own.map((turn) => turn.text).join('\n'), now: new Date() };
  const words = keywords(text);
  const fitting = tools
    .map((tool) => ({ tool, shared: sharedWords(tool, words), input: inputFor(tool, said) }))
    .filter(({ shared, input }) => shared > 0 && input !== null)
    .sort((one, other) => other.shared - one.shared);
  const [best] = fitting;
  if (!best) return null;
  return { id: `call_${randomBytes(12).toString('hex')}`, name: best.tool.name, arguments: JSON.stringify(best.input) };
}

function sharedWords({ name, description }: OfferedTool, words: ReadonlySet<string>): number {
  const own = keywords(`${name.replaceAll('_', ' ')} ${description}`);
  return [...words].filter((word) => own.has(word)).length;
}

function inputFor({ properties, required }: OfferedTool, said: Said): Record<string, string> | null {
  const input: Record<string, string> = {};
  for (const name of required) {
    const choices = properties[name]?.enum?.map(String);
    const find = FINDERS.find(([pattern]) => pattern.test(name))?.[1];
    const value = choices
      ? (choices.find((choice) => said.text.toLowerCase().includes(choice.toLowerCase())) ?? null)
      : (find?.(said) ?? null);
    if (value === null) return null;
    input[name] = value;
  }
  return input;
}

function findDate({ text, now }: Said): string | null {
  const iso = /\b\d{4}-\d{2}-\d{2}\b/.exec(text)?.[0];
  if (iso) return iso;
  const lowered = text.toLowerCase();
  if (/\b(?:today|heute)\b/.test(lowered)) return isoDay(now, 0);
  if (/\b(?:tomorrow|morgen)\b/.test(lowered)) return isoDay(now, 1);
  const weekday = WEEKDAYS.findIndex((day) => lowered.includes(day));
  return weekday === -1 ? null : isoDay(now, (weekday - now.getUTCDay() + 7) % 7 || 7);
}

function findTime({ text }: Said): string | null {
  const clock = /\b([01]?\d|2[0-3]):([0-5]\d)\b/.exec(text);
  if (clock) return `${clock[1]?.padStart(2, '0')}:${clock[2]}`;
  const spoken = /\b(1[0-2]|[1-9]) ?([ap])m\b/i.exec(text);
  if (!spoken) return null;
  const hour = (Number(spoken[1]) % 12) + (spoken[2]?.toLowerCase() === 'p' ? 12 : 0);
  return `${String(hour).padStart(2, '0')}:00`;
}

function isoDay(now: Date, days: number): string {
  return new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10);
}
