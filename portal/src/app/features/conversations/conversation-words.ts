import type { MessageReceipt } from '@konstruct/api-client';
import { StatusTone } from '@konstruct/ui';
import { ConversationState, MessageStatus } from '../../core/api/types';

/** How each state of a conversation is shown. */
export const CONVERSATION_STATE: Record<ConversationState, { readonly label: string; readonly tone: StatusTone }> = {
  waiting: { label: 'Waiting', tone: 'warning' },
  answering: { label: 'Answering', tone: 'info' },
  answered: { label: 'Answered', tone: 'success' },
  failed: { label: 'Failed', tone: 'danger' },
};

/** Stands for `queued` while a person has the conversation. */
export const HELD_BACK = 'Held back until the conversation is given back';

/** How far an answer has come, in words; for channels that report it. */
export const RECEIPT: Record<MessageReceipt, string> = {
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  failed: '',
};

/** What a message's status means; empty where there is nothing to say. */
export const MESSAGE_STATUS: Record<MessageStatus, string> = {
  received: 'Waiting for an answer',
  answered: '',
  ignored: 'Not answered: an edit, a join or another bot',
  queued: 'Waiting to be sent',
  sending: 'Being sent',
  sent: 'Sent',
  failed: 'Not delivered',
  parked: 'Not delivered for a day: parked',
  discarded: 'Discarded, not sent',
};
