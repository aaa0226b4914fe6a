import { readDay, readModel, readMoney, type StatementLine, type StatementProblem } from './statement';

type Json = Readonly<Record<string, unknown>>;

/** Anthropic gives its amounts in cents. */
const CENTS_PER_USD = 100n;

/** Reads an answer of OpenAI's or Anthropic's usage or cost API, one page or several put together. */
export function readStatementJson(
  text: string,
): { readonly lines: readonly StatementLine[] } | { readonly problems: readonly StatementProblem[] } {
  const parsed = parse(text);
  if ('problems' in parsed) return parsed;
  const pages = (Array.isArray(parsed.value) ? parsed.value : [parsed.value]).map(object);
  const buckets = pages.flatMap((page) => (Array.isArray(page['data']) ? page['data'].map(object) : [page]));
  const problems: StatementProblem[] = [];
  const lines = buckets.flatMap((bucket, index) => {
    const day = readDay(word(bucket['start_time'] ?? bucket['starting_at']));
    const results = Array.isArray(bucket['results']) ? bucket['results'].map(object) : null;
    if (day === null || !results) {
      problems.push({
        line: 1,
        detail: `Entry ${index + 1} is no bucket with a start and results, as the usage and cost APIs answer.`,
      });
      return [];
    }
    return results.flatMap((result) => {
      const line = readResult(day, result);
      if (typeof line !== 'string') return [line];
      problems.push({ line: 1, detail: `Entry ${index + 1}: ${line}` });
      return [];
    });
  });
  return problems.length > 0 ? { problems: problems.slice(0, 20) } : { lines };
}

function parse(text: string): { readonly value: unknown } | { readonly problems: readonly StatementProblem[] } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    const at = /position (\d+)/.exec(String(error))?.[1];
    const line = text.slice(0, Number(at ?? text.length)).split('\n').length;
    return { problems: [{ line, detail: 'The file is no well-formed JSON.' }] };
  }
}

function readResult(day: string, result: Json): StatementLine | string {
  const model = readModel(word(result['model'] ?? result['line_item'] ?? result['description']));
  const { amount } = result;
  if (amount === undefined) return { day, model, costNanoUsd: null, tokens: tokensIn(result), calls: callsIn(result) };
  const isOpenAi = typeof amount === 'object' && amount !== null;
  const { value, currency } = isOpenAi ? (amount as Json) : { value: amount, currency: result['currency'] };
  if (word(currency).toLowerCase() !== 'usd') return 'only US dollars can be compared.';
  const money = readMoney(word(value));
  if (money === null) return `"${word(value).slice(0, 40)}" is no amount of money.`;
  return { day, model, costNanoUsd: isOpenAi ? money : money / CENTS_PER_USD, tokens: null, calls: null };
}

/** OpenAI's input includes what was cached; Anthropic's is split. */
function tokensIn(result: Json): number {
  const written = object(result['cache_creation']);
  const parts = [
    result['input_tokens'],
    result['uncached_input_tokens'],
    result['cache_read_input_tokens'],
    written['ephemeral_5m_input_tokens'],
    written['ephemeral_1h_input_tokens'],
    result['output_tokens'],
  ];
  return parts.reduce<number>(
    (sum, part) => sum + (Number.isSafeInteger(part) && Number(part) > 0 ? Number(part) : 0),
    0,
  );
}

function callsIn(result: Json): number | null {
  const calls = result['num_model_requests'];
  return Number.isSafeInteger(calls) ? Number(calls) : null;
}

function word(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}
