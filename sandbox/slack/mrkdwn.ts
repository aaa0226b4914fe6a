import { randomBytes } from 'node:crypto';
import type { SlackWorkspace } from './state/slack-state';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
}

interface Mentionable {
  label: string;
  encoded: string;
}

function mentionables(workspace: SlackWorkspace, appName: string): Mentionable[] {
  const people = workspace.users.flatMap((user) => [
    { label: `@${user.realName}`, encoded: `<@${user.id}>` },
    { label: `@${user.name}`, encoded: `<@${user.id}>` },
  ]);
  const app = workspace.installation ? [{ label: `@${appName}`, encoded: `<@${workspace.bot.userId}>` }] : [];
  const channels = workspace.channels
    .filter((channel) => channel.kind === 'channel')
    .map((channel) => ({ label: `#${channel.name}`, encoded: `<#${channel.id}|${channel.name}>` }));
  return [...app, ...people, ...channels].sort((a, b) => b.label.length - a.label.length);
}

/**
 * What Slack's own composer does with typed text: escapes it and turns names and addresses into `<@U…>`, `<#C…|name>`
 * and `<https://…>`.
 */
export function encodeTyped(text: string, workspace: SlackWorkspace, appName: string): string {
  let encoded = escapeText(text).replace(/https?:\/\/[^\s<>“”"]*[^\s<>“”"'.,;:!?)]/g, (url) => `<${url}>`);
  for (const { label, encoded: mention } of mentionables(workspace, appName)) {
    const pattern = new RegExp(`(^|[\\s(])${RegExp.escape(label)}(?![\\w-])`, 'gi');
    encoded = encoded.replace(pattern, (_whole, before: string) => `${before}${mention}`);
  }
  return encoded;
}

/** Text that came encoded already (from a test, say) is left alone. */
export function mentions(text: string, userId: string): boolean {
  return new RegExp(`<@${userId}(\\|[^>]*)?>`).test(text);
}

function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function toElement(part: string): Record<string, unknown> {
  const user = /^<@([A-Z0-9]+)(?:\|[^>]*)?>$/.exec(part);
  if (user) return { type: 'user', user_id: user[1] };
  const channel = /^<#([A-Z0-9]+)(?:\|[^>]*)?>$/.exec(part);
  if (channel) return { type: 'channel', channel_id: channel[1] };
  const link = /^<(https?:\/\/[^|>]+)(?:\|([^>]*))?>$/.exec(part);
  if (link) return { type: 'link', url: link[1], ...(link[2] ? { text: link[2] } : {}) };
  return { type: 'text', text: decode(part) };
}

/** The rich text block that Slack adds to what a person writes. */
export function composeBlocks(text: string): unknown[] {
  const parts = text.split(/(<[@#][A-Z0-9]+(?:\|[^>]*)?>|<https?:\/\/[^>]+>)/).filter((part) => part !== '');
  return [
    {
      type: 'rich_text',
      block_id: randomBytes(3).toString('base64url'),
      elements: [{ type: 'rich_text_section', elements: parts.map(toElement) }],
    },
  ];
}
