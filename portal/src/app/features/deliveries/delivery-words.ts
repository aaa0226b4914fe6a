import type { DeliveryView } from '@konstruct/api-client';
import { StatusTone } from '@konstruct/ui';
import { DeliveryState } from '../../core/api/types';

/** How each state of a delivery is shown. */
export const DELIVERY_STATE: Record<DeliveryState, { readonly label: string; readonly tone: StatusTone }> = {
  pending: { label: 'Waiting', tone: 'warning' },
  sending: { label: 'Being sent', tone: 'info' },
  sent: { label: 'Sent', tone: 'success' },
  failed: { label: 'Failed', tone: 'danger' },
  parked: { label: 'Parked', tone: 'danger' },
  discarded: { label: 'Discarded', tone: 'muted' },
};

/** States to filter by: first those that wait for a person. */
export const DELIVERY_FILTERS: readonly { readonly value: DeliveryState; readonly label: string }[] = (
  ['failed', 'parked', 'pending', 'sending', 'sent', 'discarded'] as const
).map((value) => ({ value, label: DELIVERY_STATE[value].label }));

/** Whether a text, as it may stand in the address, is a state. */
export function isDeliveryState(text: string): text is DeliveryState {
  return text in DELIVERY_STATE;
}

/** Whether a person may have it sent again. */
export function mayRetry({ state }: DeliveryView): boolean {
  return state === 'failed' || state === 'parked';
}

/** Whether a person may end it. */
export function mayDiscard(delivery: DeliveryView): boolean {
  return mayRetry(delivery) || delivery.state === 'pending';
}

/** What became of a delivery that a person had sent again, without promising more than is known. */
export function retryResult({
  state,
  agent_name,
  contact_name,
  place,
  held_by,
  is_employee_away,
  error,
}: DeliveryView): string {
  if (state === 'sent') return `Sent to ${contact_name}, ${place}.`;
  if (held_by) return `It waits until ${held_by} gives the conversation back.`;
  if (is_employee_away) return `It waits until ${agent_name} is back at work.`;
  if (state === 'failed' || state === 'parked') return `Not sent. ${error?.meaning ?? ''}`.trim();
  if (state === 'discarded') return 'Somebody discarded it meanwhile.';
  return 'It is queued. This page shows when it gets through.';
}
