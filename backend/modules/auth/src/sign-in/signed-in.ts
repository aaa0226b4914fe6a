import type { Person } from '@konstruct/tenants';

/** A person whose browser session was just opened, or goes on where `token` is null. */
export interface SignedIn {
  readonly person: Person;
  readonly sessionId: string;
  readonly token: string | null;
}
