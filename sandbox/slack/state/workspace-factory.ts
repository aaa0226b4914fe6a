import { newSlackId } from '../ids';
import type { ChannelKind, SlackChannel, SlackUser, SlackWorkspace } from './slack-state';

export interface UserDraft {
  id?: string;
  name: string;
  realName?: string;
  title?: string;
  timeZone?: string;
  isAdmin?: boolean;
}

export interface ChannelDraft {
  id?: string;
  name: string;
  kind?: Exclude<ChannelKind, 'im'>;
  topic?: string;
  purpose?: string;
  isGeneral?: boolean;
  isArchived?: boolean;
  /** Everyone when left out; for a private channel the first two. */
  memberIds?: string[];
}

export interface WorkspaceDraft {
  id?: string;
  name: string;
  botUserId?: string;
  botId?: string;
  hasTokenRotation?: boolean;
  users?: UserDraft[];
  channels?: ChannelDraft[];
}

const COLORS = ['b4552d', '2f6f62', '5b5ea6', '8a5a00', '9b2f5c', '3c6e91'];
const DAY_SECONDS = 86_400;

function createUser(draft: UserDraft, index: number, domain: string): SlackUser {
  return {
    id: draft.id ?? newSlackId('U'),
    name: draft.name,
    realName: draft.realName ?? draft.name,
    title: draft.title ?? '',
    email: `${draft.name}@${domain}.example`,
    timeZone: draft.timeZone ?? 'Europe/London',
    color: COLORS[index % COLORS.length] ?? 'b4552d',
    isAdmin: draft.isAdmin ?? index === 0,
  };
}

function createChannel(draft: ChannelDraft, team: { suffix: string; users: SlackUser[]; nowMs: number }): SlackChannel {
  const kind = draft.kind ?? 'channel';
  const everyone = team.users.map((user) => user.id);
  return {
    id: draft.id ?? `C0${team.suffix}${draft.name.replace(/[^a-z0-9]/gi, '').toUpperCase()}`,
    kind,
    name: draft.name,
    topic: draft.topic ?? '',
    purpose: draft.purpose ?? '',
    creatorId: everyone[0] ?? '',
    createdAt: Math.floor(team.nowMs / 1_000) - 90 * DAY_SECONDS,
    isGeneral: draft.isGeneral ?? draft.name === 'general',
    isArchived: draft.isArchived ?? false,
    memberIds: draft.memberIds ?? (kind === 'group' ? everyone.slice(0, 2) : everyone),
  };
}

/** Makes a whole workspace from what a seed or a test says, filling in what it leaves out. */
export function createWorkspace(draft: WorkspaceDraft, nowMs: number): SlackWorkspace {
  const id = draft.id ?? newSlackId('T');
  const domain = draft.name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const people = draft.users?.length ? draft.users : [{ name: 'alex', realName: 'Alex Morgan' }];
  const users = people.map((user, index) => createUser(user, index, domain));
  const team = { suffix: id.slice(2, 8), users, nowMs };
  return {
    id,
    name: draft.name,
    domain,
    users,
    channels: (draft.channels ?? [{ name: 'general' }]).map((channel) => createChannel(channel, team)),
    messages: {},
    bot: { userId: draft.botUserId ?? newSlackId('U'), botId: draft.botId ?? newSlackId('B') },
    installation: null,
    tokens: [],
    refreshTokens: [],
    hasTokenRotation: draft.hasTokenRotation ?? false,
    lastTsMicros: 0,
  };
}
