import { defineSettings, wholeNumber, type SettingsGroup } from '@konstruct/platform';
import type { CleanedEnv } from 'envalid';

const specs = {
  LOOP_BREAKER_ANSWERS: wholeNumber(
    0,
    1_000,
  )({
    desc: 'After this many answers in a row, each to a message that came within 15 seconds of the answer before, an employee takes whoever writes for an automation and leaves the conversation to a person. 0 never does.',
    default: 20,
  }),
};

/** Settings of conversations. */
export const conversationsSettings: SettingsGroup<typeof specs> = defineSettings('Conversations', specs);

/** Injection token of ConversationsSettings. */
export const CONVERSATIONS_SETTINGS = Symbol('CONVERSATIONS_SETTINGS');
export type ConversationsSettings = CleanedEnv<typeof specs>;
