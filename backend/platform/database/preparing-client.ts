import { Client } from 'pg';

/** So many statements each connection keeps the plans of; what comes after is planned each time. */
const KEPT_STATEMENTS = 200;
/** A statement is kept from its third time on: many are as long as a list that they hold, and never come again. */
const TIMES_BEFORE = 2;
const REMEMBERED_STATEMENTS = 2_000;

/** A migration changed what the statement answers. */
const PLAN_OUT_OF_DATE = '0A000';

const names = new Map<string, string>();
const timesSeen = new Map<string, number>();
let lastName = 0;

/**
 * A connection that has Postgres parse and plan a statement once instead of each time: with row-level security that is much of
 * what a short statement costs. Postgres goes on planning for the values at hand where that is cheaper.
 */
export class PreparingClient extends Client {
  constructor(...given: ConstructorParameters<typeof Client>) {
    super(...given);
    const query = this.query.bind(this) as (...statement: unknown[]) => unknown;
    const prepared = (...statement: unknown[]): unknown => {
      const [text, values] = statement;
      if (statement.length !== 2 || typeof text !== 'string' || !Array.isArray(values)) return query(...statement);
      const name = nameOf(text);
      if (name === undefined) return query(text, values);
      const result = query({ name, text, values }) as Promise<unknown>;
      result.catch((error: unknown) => forgetIfOutOfDate(text, error));
      return result;
    };
    // The overloads differ in what may be left out, which is handed on as it came.
    this.query = prepared as typeof this.query;
  }
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= KEPT_STATEMENTS) return known;
  const times = timesSeen.get(text) ?? 0;
  if (times < TIMES_BEFORE) {
    if (timesSeen.size >= REMEMBERED_STATEMENTS) timesSeen.clear();
    timesSeen.set(text, times + 1);
    return undefined;
  }
  timesSeen.delete(text);
  lastName += 1;
  names.set(text, `kept_${lastName}`);
  return names.get(text);
}

/** The next time it is planned anew, under another name. */
function forgetIfOutOfDate(text: string, error: unknown): void {
  if ((error as { code?: unknown }).code === PLAN_OUT_OF_DATE) names.delete(text);
}
