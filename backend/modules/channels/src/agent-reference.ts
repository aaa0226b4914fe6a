import { QueryFailedError } from 'typeorm';
import { ChannelError } from './channels.errors';

/** The foreign keys by which Postgres sees to it that an employee is of the same business. */
const AGENT_REFERENCES: readonly unknown[] = ['channel_connections_agent', 'channel_assignments_agent'];

/** Turns the refusal of Postgres into words; every other failure stays what it is. */
export function refuseUnknownAgent(error: unknown): never {
  const cause = error instanceof QueryFailedError ? (error.driverError as { constraint?: unknown }) : null;
  if (!AGENT_REFERENCES.includes(cause?.constraint)) throw error;
  throw new ChannelError('agent_not_found', {
    fields: [{ pointer: '/agent_id', detail: 'is not an employee of this business' }],
  });
}
