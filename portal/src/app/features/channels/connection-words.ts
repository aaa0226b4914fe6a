import type { ConnectionStatus, ConnectionView } from '@konstruct/api-client';
import type { StatusTone } from '@konstruct/ui';

interface Shown {
  readonly label: string;
  readonly tone: StatusTone;
}

/** How each state of a connection is shown. */
export const CONNECTION_STATUS: Record<ConnectionStatus, Shown> = {
  connected: { label: 'Connected', tone: 'success' },
  broken: { label: 'Broken', tone: 'danger' },
  disconnected: { label: 'Disconnected', tone: 'muted' },
};

/** From this share of failed messages on, the figure stands out. */
export const WORRYING_FAILURE_RATE = 0.05;

const SILENCE_MS = 3 * 86_400_000;

/** Whether it is quiet where an employee waits for messages: for longer than a weekend, nobody has written, or nothing comes through. */
export function isSilent(connection: ConnectionView, now: number): boolean {
  const { status, agent_id: agentId, last_event_at: lastEventAt, connected_at: connectedAt } = connection;
  return status === 'connected' && agentId !== null && now - Date.parse(lastEventAt ?? connectedAt) > SILENCE_MS;
}

const QUALITIES: Record<string, Shown> = {
  GREEN: { label: 'High', tone: 'success' },
  YELLOW: { label: 'Medium', tone: 'warning' },
  RED: { label: 'Low', tone: 'danger' },
};

/** How people take a number's messages; Meta rates a new one only after a while. */
export function qualityOf({ quality_rating: rating }: ConnectionView): Shown {
  return QUALITIES[rating ?? ''] ?? { label: 'Not rated yet', tone: 'muted' };
}
