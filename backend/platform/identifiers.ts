import { v7 } from 'uuid';

/** A new UUIDv7: sorts by time, minted in the process so that any Postgres from 15 on serves. */
export function newId(at?: Date): string {
  return at ? v7({ msecs: at.getTime() }) : v7();
}

/** The instant that a UUIDv7 was minted at; null for ids of other kinds. */
export function mintedAt(id: string): Date | null {
  return id[14] === '7' ? new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)) : null;
}
