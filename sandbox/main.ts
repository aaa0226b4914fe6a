import { readConfig, refusal, SandboxConfigError } from './config';
import { startSandbox } from './index';

/** The sandbox as a program: reads its environment, listens, and leaves cleanly when it is told to. */
async function main(): Promise<void> {
  const reason = refusal(process.env);
  if (reason) throw new SandboxConfigError(reason);
  const options = readConfig(process.env);
  const sandbox = await startSandbox(options);
  const leave = () => {
    process.off('SIGTERM', leave);
    process.off('SIGINT', leave);
    void sandbox.stop().then(() => process.exit(0));
  };
  process.on('SIGTERM', leave);
  process.on('SIGINT', leave);
  process.stdout.write(`sandbox ready on ${sandbox.url}\n`);
}

main().catch((error: unknown) => {
  const isExpected = error instanceof SandboxConfigError || (error as { code?: string }).code === 'EADDRINUSE';
  const text = error instanceof Error ? (isExpected ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
});
