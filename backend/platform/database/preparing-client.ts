import { createHash } from 'node:crypto';
import { Client, type ClientConfig } from 'pg';

/** What a program of this size asks in all its forms; what is put together anew each time must not fill Postgres up. */
const MAXIMUM_STATEMENTS = 500;

/**
 * A connection that prepares what it is asked again: reading and planning a short statement costs Postgres as much as
 * answering it. The plan is still made anew for each set of values where that pays, as Postgres decides.
 */
export class PreparingClient extends Client {
  private readonly asked = new Map<string, string | null>();

  constructor(config?: ClientConfig) {
    super(config);
    const query = this.query.bind(this) as (...given: unknown[]) => unknown;
    // The overloads differ in what may be left out, which is handed on as it came.
    this.query = ((...given: unknown[]) => query(...this.named(given))) as Client['query'];
  }

  private named(given: unknown[]): unknown[] {
    const [text, values, ...rest] = given;
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) return given;
    const name = this.nameOf(text);
    return name === null ? given : [{ name, text, values }, ...rest];
  }

  /** From the second time on, a name that stands for the text; null for what is asked once. */
  private nameOf(text: string): string | null {
    const known = this.asked.get(text);
    if (known === undefined) {
      if (this.asked.size < MAXIMUM_STATEMENTS) this.asked.set(text, null);
      return null;
    }
    const name = known ?? createHash('sha256').update(text).digest('base64url');
    if (known === null) this.asked.set(text, name);
    return name;
  }
}
