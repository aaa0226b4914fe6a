import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { adviceOn, KeyInventory, KeyRotation, RotationRefusedError, type KeyStatus } from '@konstruct/crypto';
import type { RequestContext } from '@konstruct/platform';
import { AppModule } from './app.module';

const CAUSE: RequestContext = { requestId: null, actor: { kind: 'system', id: null, name: 'keys:rotate' } };
const PROGRESS_MS = 1_000;

/** Re-encrypts every stored secret under the current key, or with `--status` only says what is under which key. */
async function main(isStatusOnly: boolean): Promise<void> {
  const app = await NestFactory.createApplicationContext(
    AppModule.forEnvironment({ ...process.env, KONSTRUCT_ROLES: 'api', LOG_LEVEL: 'warn' }),
  );
  try {
    if (!isStatusOnly) await rotate(app.get(KeyRotation));
    const { keys } = await app.get(KeyInventory).take(CAUSE);
    for (const key of keys) process.stdout.write(`${describe(key)}\n`);
    const isDone = keys.every(({ standing, canBeDropped }) => standing === 'current' || canBeDropped);
    if (!isDone && !isStatusOnly) process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof RotationRefusedError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } finally {
    await app.close();
  }
}

async function rotate(rotation: KeyRotation): Promise<void> {
  const startedAt = Date.now();
  let shownAt = startedAt;
  const { rotated, total, unreadable } = await rotation.run(CAUSE, {
    onProgress: (progress) => {
      if (Date.now() - shownAt < PROGRESS_MS) return;
      shownAt = Date.now();
      process.stdout.write(`${progress.rotated} of ${progress.total} encrypted anew\n`);
    },
  });
  const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1);
  process.stdout.write(`Done: ${rotated} of ${total} encrypted anew in ${seconds} s.\n`);
  if (unreadable > 0)
    process.stdout.write(`${unreadable} could not be decrypted and were left as they are; the log says which.\n`);
}

function describe(key: KeyStatus): string {
  const dataKeys = key.dataKeys > 0 ? `, ${key.dataKeys} data keys` : '';
  const purposes = Object.entries(key.secretsByPurpose).map(([purpose, count]) => `${purpose} ${count}`);
  const detail = purposes.length > 0 ? ` (${purposes.join(', ')})` : '';
  return `${key.keyId}  ${key.secrets} secrets${dataKeys}${detail}  ${adviceOn(key)}`;
}

void main(process.argv.includes('--status'));
