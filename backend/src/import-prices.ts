import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { isLocalDate, toUsd } from '@konstruct/contracts';
import { PriceListingError } from '@konstruct/models';
import { Database, type RequestContext } from '@konstruct/platform';
import { TenantDirectory } from '@konstruct/tenants';
import { PriceImporter, type ImportPlan, type PriceChange } from '@konstruct/usage';
import { exitWith, openProduct } from './command-line';

const CONTEXT: RequestContext = { requestId: null, actor: { kind: 'system', id: null, name: 'prices:import' } };
const USAGE = `npm run prices:import -- <file> [--from 2026-11-25] [--source name] [--yes] [--dry-run]
  Imports a price list in the format of genai-prices (data_slim.json). Prices without a date of their own count from --from on, which is today.`;

/** Imports a price list: shows what differs, refuses what looks like a mistake, and has what was unpriced priced. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      source: { type: 'string' },
      yes: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
    },
  });
  const [file] = positionals;
  if (file === undefined) return refuse(USAGE);
  if (values.from !== undefined && !isLocalDate(values.from))
    return refuse(`Refused: --from "${values.from}" is no date. Write one that exists as 2026-11-25.`);
  const document = JSON.parse(readFileSync(file, 'utf8')) as unknown;
  const app = await openProduct(process.env);
  try {
    const importer = app.get(PriceImporter);
    const plan = await importer.plan(CONTEXT, document, { source: values.source ?? basename(file), from: values.from });
    show(plan);
    const refusal = refusalOf(plan, values.yes);
    if (refusal !== null) return refuse(refusal);
    if (values['dry-run'] || plan.changes.length === 0) return 0;
    if (!(await importer.carryOut(CONTEXT, plan)))
      return refuse('Somebody imported prices for the same days meanwhile. Nothing was changed.');
    say(`${plan.changes.length} prices imported.`);
    const tenantIds = await app
      .get(Database)
      .asPlatform(CONTEXT, (transaction) => app.get(TenantDirectory).listIds(transaction));
    for (const [index, tenantId] of tenantIds.entries()) {
      for await (const { seen, changed, status } of importer.reprice(tenantId)) {
        say(
          `${index + 1}/${tenantIds.length}  ${tenantId}  ${seen} unpriced calls looked at, ${changed} priced${status === 'done' ? '' : ' …'}`,
        );
      }
    }
    return 0;
  } finally {
    await app.close();
  }
}

function show({ changes, unknownSellers }: ImportPlan): void {
  const rows = changes.flatMap(({ seller, model, price, figures, isImplausible }) =>
    withoutEchoes(figures).map(({ name, before, after }) => [
      `${seller}/${model}`,
      price.from,
      name,
      before === null ? 'none' : String(toUsd(before)),
      String(toUsd(after)),
      before === null || before === 0n ? '' : `${((Number(after - before) / Number(before)) * 100).toFixed(1)}%`,
      isImplausible ? '!' : '',
    ]),
  );
  const header = ['model', 'from', 'per million', 'old', 'new', 'change', ''];
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column]?.length ?? 0)));
  for (const row of rows.length > 0 ? [header, ...rows] : []) {
    say(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
  if (rows.length === 0) say('Nothing differs from the prices on record.');
  if (unknownSellers.length > 0) say(`Left out, as nobody here buys from them: ${unknownSellers.join(', ')}.`);
}

/** What has no price of its own costs what input or output costs, and changes with it: that is no news. */
function withoutEchoes(figures: PriceChange['figures']): PriceChange['figures'] {
  const heads = figures.filter(({ name }) => name === 'input' || name === 'output');
  const isEcho = ({ before, after }: PriceChange['figures'][number]): boolean =>
    heads.some((head) => head.before === before && head.after === after);
  const own = figures.filter((figure) => !heads.includes(figure) && !isEcho(figure));
  return [...heads, ...own];
}

function refusalOf({ overlaps, changes }: ImportPlan, isSure: boolean): string | null {
  if (overlaps.length > 0) {
    return `Refused: another price is on record from the same day on for ${overlaps.join(', ')}. Choose a later day with --from.`;
  }
  const implausible = changes.filter((change) => change.isImplausible).map(({ seller, model }) => `${seller}/${model}`);
  if (implausible.length === 0 || isSure) return null;
  return `Refused: the prices of ${implausible.join(', ')} jump to more than three times or less than a third. Import with --yes if that is right.`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function refuse(reason: string): number {
  process.stderr.write(`${reason}\n`);
  return 1;
}

main()
  .then((code) => (process.exitCode = code))
  .catch((error: unknown) => {
    if (
      !(error instanceof PriceListingError) &&
      !(error instanceof SyntaxError) &&
      !(error instanceof Error && 'code' in error && error.code === 'ENOENT')
    )
      exitWith(error);
    process.exitCode = refuse(`The price list cannot be read: ${error.message}`);
  });
