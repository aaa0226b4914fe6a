import 'reflect-metadata';
import { parseArgs } from 'node:util';
import {
  adviceOn,
  KeyInventory,
  KeyRotation,
  RotationRefusedError,
  whereIs,
  type KeyStatus,
  type UnreadableSecret,
} from '@konstruct/crypto';
import type { RequestContext } from '@konstruct/platform';
import { exitWith, openProduct } from './command-line';

const CAUSE: RequestContext = { requestId: null, actor: { kind: 'system', id: null, name: 'keys:rotate' } };
const PROGRESS_MS = 1_000;

interface Options {
  /** Only say what is under which key. */
  readonly status: boolean;
  /** Go on without what is under keys that are lost. */
  readonly 'leave-missing': boolean;
}

/** Re-encrypts every stored secret under the current key. */
async function main({ status: isStatusOnly, 'leave-missing': isToLeaveMissing }: Options): Promise<void> {
  const app = await openProduct(process.env);
  try {
    if (!isStatusOnly) await rotate(app.get(KeyRotation), isToLeaveMissing);
    const { keys } = await app.get(KeyInventory).take(CAUSE);
    for (const key of keys) process.stdout.write(`${describe(key)}\n`);
    const isLeft = ({ standing }: KeyStatus): boolean => isToLeaveMissing && standing === 'missing';
    const isDone = keys.every((key) => key.standing === 'current' || key.canBeDropped || isLeft(key));
    if (!isDone && !isStatusOnly) process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof RotationRefusedError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } finally {
    await app.close();
  }
}

async function rotate(rotation: KeyRotation, isToLeaveMissing: boolean): Promise<void> {
  const startedAt = Date.now();
  let shownAt = startedAt;
  const unreadable: UnreadableSecret[] = [];
  const { rotated, total } = await rotation.run(CAUSE, {
    isToLeaveMissing,
    onUnreadable: (secret) => void unreadable.push(secret),
    onProgress: (progress) => {
      if (Date.now() - shownAt < PROGRESS_MS) return;
      shownAt = Date.now();
      process.stdout.write(`${progress.rotated} of ${progress.total} encrypted anew\n`);
    },
  });
  const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1);
  process.stdout.write(`Done: ${rotated} of ${total} encrypted anew in ${seconds} s.\n`);
  if (unreadable.length === 0) return;
  process.stdout.write(
    'Their own key does not open these, and they were left as they are. Connect or replace them anew:\n',
  );
  for (const secret of unreadable) process.stdout.write(`  ${whereIs(secret)}\n`);
}

function describe(key: KeyStatus): string {
  const dataKeys = key.dataKeys > 0 ? `, ${key.dataKeys} data keys` : '';
  const purposes = Object.entries(key.secretsByPurpose).map(([purpose, count]) => `${purpose} ${count}`);
  const detail = purposes.length > 0 ? ` (${purposes.join(', ')})` : '';
  return `${key.keyId}  ${key.secrets} secrets${dataKeys}${detail}  ${adviceOn(key)}`;
}

const { values } = parseArgs({
  options: { status: { type: 'boolean', default: false }, 'leave-missing': { type: 'boolean', default: false } },
});
main(values).catch(exitWith);
