import type { ConnectionStatus } from '@konstruct/api-client';
import type { StatusTone } from '@konstruct/ui';

/** How each state of a connection is shown. */
export const CONNECTION_STATUS: Record<ConnectionStatus, { readonly label: string; readonly tone: StatusTone }> = {
  connected: { label: 'Connected', tone: 'success' },
  broken: { label: 'Broken', tone: 'danger' },
  disconnected: { label: 'Disconnected', tone: 'muted' },
};

/** From this share of failed messages on, the figure stands out. */
export const WORRYING_FAILURE_RATE = 0.05;
