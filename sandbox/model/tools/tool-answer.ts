import type { ChatMessage } from '../chat/chat-request';
import { readPersona } from '../responder/persona';
import { readTalk } from '../responder/talk';
import { systemText, toTurns } from '../responder/turns';

/** Words by which tools say that they failed; the protocol does not mark it. */
const FAILED = /\b(?:could not|cannot|failed|not done|down|no such|there is no|is not free|missing:)\b/i;

/** Answers from what tools have just brought; null when none has. */
export function answerFromTools(messages: ChatMessage[]): string | null {
  const brought: string[] = [];
  for (const message of [...messages].reverse()) {
    if (message.role !== 'tool') break;
    brought.unshift(message.text.trim());
  }
  if (brought.length === 0) return null;
  const { say, persona } = readTalk(readPersona(systemText(messages)), toTurns(messages));
  const told = brought.filter((text) => !FAILED.test(text));
  if (told.length > 0) return say.lookedUp(told.join(' '));
  return `${say.lookUpFailed(brought[0] ?? '')} ${say.handover(persona.handover)}`;
}
