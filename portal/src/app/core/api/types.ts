import type { ConversationView, DeliveryView, MessageView, OnboardingView } from '@konstruct/api-client';

/** A page of a list; `next_cursor` is null on the last one. */
export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

export type OnboardingStep = OnboardingView['step'];
export type ConversationState = ConversationView['state'];
export type DeliveryState = DeliveryView['state'];
export type MessageStatus = MessageView['status'];

/** What a message of the live stream says has changed. */
export type LiveTopic =
  'payroll' | 'conversations' | 'agents' | 'channels' | 'onboarding' | 'notices' | 'model-keys' | 'billing';
