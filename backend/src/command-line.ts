import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { KeyServiceError } from '@konstruct/crypto';
import { checkAllSettings, ConfigurationError, IsolationError } from '@konstruct/platform';
import { AppModule } from './app.module';
import { settingsGroups } from './settings-groups';

/** The product without requests and jobs, for a program of the command line. */
export async function openProduct(given: NodeJS.ProcessEnv): Promise<INestApplicationContext> {
  const environment = { ...given, KONSTRUCT_ROLES: 'api', LOG_LEVEL: 'warn' };
  checkAllSettings(settingsGroups, environment);
  return NestFactory.createApplicationContext(AppModule.forEnvironment(environment), {
    logger: ['warn', 'error', 'fatal'],
    abortOnError: false,
  });
}

/** Ends a program: in plain words where somebody at the command line can do something about it, else with where it happened. */
export function exitWith(error: unknown): never {
  const isExpected = [ConfigurationError, IsolationError, KeyServiceError].some((kind) => error instanceof kind);
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`${isExpected ? message : (stack ?? message)}\n`);
  process.exit(1);
}
