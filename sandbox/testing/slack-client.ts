import type { RunningSandbox } from '../index';

const ignore = (): void => undefined;

/** Options for Slack's own client that point it at a sandbox and keep what it logs about refusals out of the output. */
export function quiet(sandbox: RunningSandbox) {
  const logger = {
    debug: ignore,
    info: ignore,
    warn: ignore,
    error: ignore,
    setLevel: ignore,
    setName: ignore,
    getLevel: () => 'error' as never,
  };
  return { slackApiUrl: sandbox.slackApiUrl, logger };
}
