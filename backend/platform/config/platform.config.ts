import { str } from 'envalid';
import { defineSettings, type SettingsGroup } from './settings';
import { httpUrl, postgresUrl, wholeNumber } from './validators';
import type { CleanedEnv } from 'envalid';

/** The two roles of the program; one process may take both. */
export type ProgramRole = 'api' | 'worker';

const specs = {
  NODE_ENV: str({
    desc: 'The kind of installation. "production" refuses every sandbox and plain-http provider address.',
    choices: ['development', 'test', 'production'],
    default: 'development',
  }),
  KONSTRUCT_ROLES: str({
    desc: 'What this process does: answer HTTP (api), work through jobs (worker), or both.',
    choices: ['api', 'worker', 'api,worker', 'worker,api'],
    default: 'api,worker',
  }),
  HOST: str({ desc: 'The address that the API listens on.', default: '127.0.0.1' }),
  PORT: wholeNumber(0, 65535)({ desc: 'The port that the API listens on.', default: 3000 }),
  PUBLIC_URL: httpUrl({
    desc: 'The address people and providers reach this installation at; cookies, redirects and webhook URLs are built from it.',
    example: 'https://konstruct.example.com',
    default: 'http://localhost:3000',
  }),
  PORTAL_DIR: str({
    desc: 'The folder of the built portal; when set, the API serves it on its own origin.',
    example: 'dist/portal/browser',
    default: '',
  }),
  TRUSTED_PROXIES: wholeNumber(
    0,
    10,
  )({
    desc: 'How many reverse proxies stand in front, one behind the other; that many entries of X-Forwarded-For are theirs.',
    default: 0,
  }),
  DATABASE_URL: postgresUrl({
    desc: 'The Postgres (15 or newer) connection of the unprivileged application role.',
    example: 'postgres://konstruct_app:…@db.example.com:5432/konstruct',
  }),
  DATABASE_POOL_SIZE: wholeNumber(
    1,
    500,
  )({ desc: 'Connections of this process to Postgres for requests and jobs.', default: 10 }),
  WORKER_CONCURRENCY: wholeNumber(
    1,
    200,
  )({ desc: 'Jobs that one worker process works on at once; most of them wait for a model.', default: 50 }),
  SHUTDOWN_TIMEOUT_MS: wholeNumber(
    100,
    600_000,
  )({
    desc: 'How long a stopping process waits for requests and jobs under way, in milliseconds.',
    default: 8_000,
  }),
  METRICS_TOKEN: str({
    desc: 'The bearer token that Prometheus sends to /metrics; without it, /metrics answers everybody, in production nobody.',
    default: '',
  }),
  LOG_LEVEL: str({
    desc: 'The least severe log line that is written.',
    choices: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
    default: 'info',
  }),
  SANDBOX_URL: str({
    desc: 'The address of the provider sandbox; set by npm start, never in production.',
    example: 'http://localhost:3001',
    default: '',
  }),
};

/** Settings of the program itself: roles, listening, database, logging. */
export const platformSettings: SettingsGroup<typeof specs> = defineSettings('Program', specs, (settings) => {
  const problems: string[] = [];
  if (settings.NODE_ENV === 'production' && settings.SANDBOX_URL !== '') {
    problems.push(
      'SANDBOX_URL must not be set when NODE_ENV is production: the sandbox only imitates the providers. Unset it and give real credentials.',
    );
  }
  if (settings.NODE_ENV === 'production' && !settings.PUBLIC_URL.startsWith('https://')) {
    problems.push(
      'PUBLIC_URL must start with https:// when NODE_ENV is production: session cookies are only sent over TLS.',
    );
  }
  return problems;
});

/** Parsed settings of the program; inject with the PLATFORM_SETTINGS token. */
export type PlatformSettings = CleanedEnv<typeof specs>;

/** Whether this process has the given role. */
export function hasRole(settings: PlatformSettings, role: ProgramRole): boolean {
  return settings.KONSTRUCT_ROLES.split(',').includes(role);
}
