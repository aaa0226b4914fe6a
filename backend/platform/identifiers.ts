import { v7 } from 'uuid';

/** A new UUIDv7: sorts by time, minted in the process so that any Postgres from 15 on serves. */
export function newId(): string {
  return v7();
}
