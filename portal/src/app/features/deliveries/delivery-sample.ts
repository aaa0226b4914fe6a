import type { DeliveryView } from '@konstruct/api-client';
import { AGENT_ID } from '../../testing/wire-samples';

/** A delivery that failed, for specs; each changes only what it is about. */
export function deliveryView(changes: Partial<DeliveryView> = {}): DeliveryView {
  return {
    id: 'delivery-1',
    conversation_id: 'conversation-1',
    agent_id: AGENT_ID,
    agent_name: 'Nora',
    channel_kind: 'slack',
    contact_name: 'Jordan',
    place: '#support',
    preview: 'We open at nine.',
    state: 'failed',
    attempts: 3,
    parts: 1,
    parts_sent: 0,
    is_in_doubt: false,
    held_by: null,
    next_attempt_at: null,
    waits_for_limit: false,
    is_employee_away: false,
    first_attempt_at: '2026-11-21T09:30:00.000Z',
    sent_at: null,
    created_at: '2026-11-21T09:30:00.000Z',
    error: {
      code: 'not_in_channel',
      meaning: 'The app is not a member of the channel.',
      fix: 'Invite it with /invite.',
    },
    ...changes,
  };
}
