import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { runScript } from '../../tools/processes/run-script.ts';
import { WORKSPACE_ROOT } from '../../tools/workspace-root.ts';
import type { Bench, BenchResult } from '../report/bench.ts';
import { rounded } from '../report/statistics.ts';
import { Stage } from '../stage/stage.ts';
import type { CryptoFigures, CryptoOrder, LatencyFigures } from './program/order.ts';

const GOAL = { encrypt: 0.8, decrypt: 0.8, rotationSeconds: 60, secrets: 100_000 };
const PROGRAM = join(import.meta.dirname, 'program', 'main.ts');
const ROTATION = join(WORKSPACE_ROOT, 'dist', 'backend', 'backend', 'src', 'rotate-keys.js');

const newKey = (): string => `${randomBytes(32).toString('base64url')}=`;

/**
 * What encryption costs: the service beside bare node:crypto that makes the same tokens, in turns; how fast a change of the key
 * goes, with the whole product's schema under row-level security; and how long a question waits for its business's key.
 */
export const bench: Bench = async ({ isQuick, note }) => {
  const stage = await Stage.open({ purpose: 'crypto', note });
  try {
    const [oldKey, key] = [newKey(), newKey()];
    const secrets = isQuick ? 20_000 : GOAL.secrets;
    const base = { PATH: process.env.PATH, DATABASE_URL: stage.productDatabaseUrl('application') };
    const order: CryptoOrder = { ownerUrl: stage.productDatabaseUrl('superuser'), secrets, rounds: isQuick ? 5 : 9 };
    const run = async (task: string, platformKey: string): Promise<unknown> => {
      const environment = { ...base, SESSION_SECRET: newKey(), PLATFORM_ENCRYPTION_KEY: platformKey };
      const order_ = JSON.stringify({ ...order, task });
      const output = await runScript(task, [PROGRAM], { ...environment, ORDER: order_ });
      return JSON.parse(output.split('\n').at(-1) ?? '');
    };
    note('encrypting and decrypting in turns');
    const figures = (await run('primitive', oldKey)) as CryptoFigures;
    note(`storing ${secrets} secrets of ${Math.ceil(secrets / 100)} businesses under the old key`);
    await run('seed', oldKey);
    note('encrypting them anew under the new key');
    const environment = { ...base, SESSION_SECRET: newKey(), SLACK_CLIENT_ID: '' };
    const keys = { PLATFORM_ENCRYPTION_KEY: key, PLATFORM_ENCRYPTION_KEY_PREVIOUS: oldKey };
    const startedAt = performance.now();
    const rotation = await runScript('rotation', [ROTATION], { ...environment, ...keys });
    const seconds = (performance.now() - startedAt) / 1_000;
    note('asking for keys, cold and warm');
    const latency = (await run('latency', key)) as LatencyFigures;
    return report(figures, { seconds, secrets, isDone: rotation.includes('it can be dropped now') }, latency);
  } finally {
    await stage.close();
  }
};

function report(
  { encrypt, bareEncrypt, decrypt, bareDecrypt }: CryptoFigures,
  rotation: { seconds: number; secrets: number; isDone: boolean },
  latency: LatencyFigures,
): BenchResult {
  const ratios = { encrypt: rounded(encrypt / bareEncrypt), decrypt: rounded(decrypt / bareDecrypt) };
  const perSecond = rotation.secrets / rotation.seconds;
  const row = (name: string, product: number, bare: number): string[] => [
    name,
    product.toFixed(0),
    bare.toFixed(0),
    (product / bare).toFixed(2),
  ];
  return {
    ratios,
    figures: {
      encrypt_per_second: rounded(encrypt, 0),
      decrypt_per_second: rounded(decrypt, 0),
      rotation_per_second: rounded(perSecond, 0),
      rotation_seconds: rounded(rotation.seconds),
      secrets: rotation.secrets,
      key_cold_ms: rounded(latency.coldMs),
      key_warm_ms: rounded(latency.warmMs),
      installation_key_ms: rounded(latency.installationMs),
    },
    table: [
      ['', 'product', 'bare', 'ratio'],
      row('encrypt/s', encrypt, bareEncrypt),
      row('decrypt/s', decrypt, bareDecrypt),
      ['secrets encrypted anew/s', perSecond.toFixed(0), '', ''],
      [`all ${rotation.secrets}, start of the program included, s`, rotation.seconds.toFixed(1), '', ''],
      ["a run's own key, cold, p50 ms", latency.coldMs.toFixed(2), '', ''],
      ["a run's own key, warm, p50 ms", latency.warmMs.toFixed(2), '', ''],
      ["the installation's key, p50 ms", latency.installationMs.toFixed(2), '', ''],
    ],
    misses: [
      ...(ratios.encrypt < GOAL.encrypt ? [`encrypt ${ratios.encrypt} is below ${GOAL.encrypt}`] : []),
      ...(ratios.decrypt < GOAL.decrypt ? [`decrypt ${ratios.decrypt} is below ${GOAL.decrypt}`] : []),
      ...(perSecond < GOAL.secrets / GOAL.rotationSeconds
        ? [`${perSecond.toFixed(0)} secrets/s are less than ${GOAL.secrets} a minute`]
        : []),
      ...(rotation.isDone ? [] : ['something is still under the old key']),
    ],
  };
}
