import { formatTs } from '../timestamps';
import { createWorkspace, type ChannelDraft, type UserDraft } from './workspace-factory';
import type { SlackState, SlackWorkspace } from './slack-state';

interface SeedLine {
  channel: string;
  user: string;
  minutesAgo: number;
  text: string;
  /** Index of the line in whose thread this one stands. */
  inThreadOf?: number;
}

const PURPOSES: ChannelDraft[] = [
  { name: 'general', purpose: 'News and questions for the whole team', isGeneral: true },
  { name: 'random', purpose: 'Everything that fits nowhere else' },
  { name: 'support', purpose: 'Questions from customers, answered together' },
  { name: 'leadership', kind: 'group', purpose: 'Plans that are not ready to be shared' },
];

const ACME_PEOPLE: UserDraft[] = [
  { id: 'U0ACMEMAYA', name: 'maya', realName: 'Maya Lindqvist', title: 'Head of Support', isAdmin: true },
  { id: 'U0ACMEJONAS', name: 'jonas', realName: 'Jonas Weber', title: 'Sales', timeZone: 'Europe/Berlin' },
  { id: 'U0ACMEPRIYA', name: 'priya', realName: 'Priya Raman', title: 'Operations', timeZone: 'Asia/Kolkata' },
];

const GLOBEX_PEOPLE: UserDraft[] = [
  { id: 'U0GLBXELENA', name: 'elena', realName: 'Elena Rossi', title: 'Managing Director', isAdmin: true },
  { id: 'U0GLBXTOMAS', name: 'tomas', realName: 'Tomás Ferreira', title: 'Customer Care' },
  { id: 'U0GLBXAKIKO', name: 'akiko', realName: 'Akiko Tanaka', title: 'Finance', timeZone: 'Asia/Tokyo' },
];

const ACME_LINES: SeedLine[] = [
  {
    channel: 'general',
    user: 'U0ACMEMAYA',
    minutesAgo: 1510,
    text: 'Good morning! The new return labels are live.',
  },
  { channel: 'general', user: 'U0ACMEPRIYA', minutesAgo: 1496, text: 'Nice. I updated the *packing guide* to match.' },
  { channel: 'general', user: 'U0ACMEJONAS', minutesAgo: 190, text: 'Team lunch on Thursday at 12:30, who is in?' },
  { channel: 'general', user: 'U0ACMEMAYA', minutesAgo: 184, text: 'Count me in.', inThreadOf: 2 },
  {
    channel: 'general',
    user: 'U0ACMEPRIYA',
    minutesAgo: 181,
    text: 'Me too, somewhere with dosa please.',
    inThreadOf: 2,
  },
  {
    channel: 'random',
    user: 'U0ACMEPRIYA',
    minutesAgo: 320,
    text: 'The office plant has a new leaf. That makes _four_.',
  },
  { channel: 'random', user: 'U0ACMEJONAS', minutesAgo: 301, text: 'It is doing better than my forecast.' },
  {
    channel: 'support',
    user: 'U0ACMEMAYA',
    minutesAgo: 95,
    text: 'Ticket 4711: the customer asks whether we ship to Norway.',
  },
  {
    channel: 'support',
    user: 'U0ACMEPRIYA',
    minutesAgo: 88,
    text: 'We do. Five to seven working days, `NO` zone.',
    inThreadOf: 7,
  },
  {
    channel: 'leadership',
    user: 'U0ACMEMAYA',
    minutesAgo: 60,
    text: 'Should we hire one more for support, or try an AI employee first?',
  },
];

const GLOBEX_LINES: SeedLine[] = [
  { channel: 'general', user: 'U0GLBXELENA', minutesAgo: 700, text: 'Welcome to the new quarter, everyone.' },
  { channel: 'general', user: 'U0GLBXTOMAS', minutesAgo: 655, text: 'Response times were under two hours last week.' },
  {
    channel: 'support',
    user: 'U0GLBXAKIKO',
    minutesAgo: 130,
    text: 'Invoice copies are in the portal under *Billing*.',
  },
];

function addLines(workspace: SlackWorkspace, lines: SeedLine[], nowMs: number): void {
  const written: string[] = [];
  for (const [index, line] of lines.entries()) {
    const channel = workspace.channels.find((candidate) => candidate.name === line.channel);
    if (!channel) continue;
    const ts = formatTs((nowMs - line.minutesAgo * 60_000) * 1_000 + index);
    written.push(ts);
    const parentTs = line.inThreadOf === undefined ? null : (written[line.inThreadOf] ?? null);
    const messages = (workspace.messages[channel.id] ??= []);
    const parent = messages.find((message) => message.ts === parentTs);
    if (parent) parent.threadTs = parent.ts;
    messages.push({
      ts,
      channelId: channel.id,
      author: { kind: 'person', userId: line.user },
      text: line.text,
      blocks: null,
      attachments: null,
      threadTs: parentTs,
      subtype: null,
      metadata: null,
      edited: null,
      clientMsgId: null,
      inviterId: null,
      isMrkdwn: true,
      reactions: [],
    });
  }
}

/** Two companies with a few people and a little life, so that the first look is not an empty page. */
export function seedState(nowMs: number): SlackState {
  const acme = createWorkspace(
    {
      id: 'T0ACMEDEMO',
      name: 'Acme Demo',
      users: ACME_PEOPLE,
      channels: PURPOSES,
      botUserId: 'U0ACMEBOT1',
      botId: 'B0ACMEBOT1',
    },
    nowMs,
  );
  const globex = createWorkspace(
    {
      id: 'T0GLOBEXDEMO',
      name: 'Globex Demo',
      users: GLOBEX_PEOPLE,
      channels: PURPOSES,
      botUserId: 'U0GLBXBOT1',
      botId: 'B0GLBXBOT1',
    },
    nowMs,
  );
  addLines(acme, ACME_LINES, nowMs);
  addLines(globex, GLOBEX_LINES, nowMs);
  return { version: 1, workspaces: [acme, globex], codes: [] };
}
