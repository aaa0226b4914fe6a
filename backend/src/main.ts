import 'reflect-metadata';
import { hasRole, platformSettings, readSettings } from '@konstruct/platform';
import { exitWith } from './command-line';
import { createApp } from './create-app';

/** Starts the program in the roles that KONSTRUCT_ROLES names. */
async function main(): Promise<void> {
  const app = await createApp(process.env);
  const settings = readSettings(platformSettings, process.env);
  if (hasRole(settings, 'api')) {
    await app.listen({ port: settings.PORT, host: settings.HOST });
    process.stdout.write(`api ready on ${await app.getUrl()}\n`);
  } else {
    await app.init();
  }
  if (hasRole(settings, 'worker')) process.stdout.write('worker ready\n');
}

main().catch(exitWith);
