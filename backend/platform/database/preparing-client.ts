import { Client, type QueryConfig } from 'pg';

/** Statements whose plan a connection keeps; what comes after so many different ones is planned each time. */
const KEPT_STATEMENTS = 400;

const names = new Map<string, string>();

/**
 * A connection that has Postgres parse and plan a statement once instead of each time: with row-level security, that is most of
 * what a short statement costs. Postgres still plans for the values at hand where that is cheaper.
 */
export class PreparingClient extends Client {
  constructor(...given: ConstructorParameters<typeof Client>) {
    super(...given);
    const query = this.query.bind(this) as (...statement: unknown[]) => unknown;
    const prepared = (...statement: unknown[]): unknown => {
      const [text, values, ...rest] = statement;
      if (typeof text !== 'string' || !Array.isArray(values) || rest.length > 0) return query(...statement);
      const name = nameOf(text);
      return query(name === undefined ? { text, values } : ({ name, text, values } satisfies QueryConfig));
    };
    this.query = prepared as typeof this.query;
  }
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= KEPT_STATEMENTS) return known;
  const name = `k${names.size}`;
  names.set(text, name);
  return name;
}
