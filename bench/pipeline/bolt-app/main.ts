// The one place outside channels that may: it is what the product is measured against.
// eslint-disable-next-line @typescript-eslint/no-restricted-imports
import { App, LogLevel } from '@slack/bolt';

/**
 * The baseline: Slack's own framework with a handler that keeps everything in memory. It acknowledges, remembers what it has
 * seen and what was said, and answers in the thread. What it had not answered when it dies is lost.
 */
async function main(): Promise<void> {
  const app = new App({
    token: process.env.BOT_TOKEN ?? '',
    signingSecret: process.env.SIGNING_SECRET ?? '',
    clientOptions: { slackApiUrl: process.env.SLACK_API_URL ?? '' },
    logLevel: LogLevel.WARN,
  });
  const seen = new Set<string>();
  const histories = new Map<string, string[]>();
  app.message(async ({ message }) => {
    if (message.subtype !== undefined || seen.has(message.ts)) return;
    seen.add(message.ts);
    const history = histories.get(message.channel) ?? [];
    histories.set(message.channel, [...history, message.text ?? '']);
    // Not say(), which adds the workspace's id to the arguments: the sandbox refuses what Slack's method does not name.
    await app.client.chat.postMessage({
      channel: message.channel,
      text: `Noted ${message.text ?? ''}`,
      thread_ts: message.ts,
    });
  });
  await app.start({ port: Number(process.env.PORT), host: '127.0.0.1' });
  process.stdout.write('bolt ready\n');
}

await main();
