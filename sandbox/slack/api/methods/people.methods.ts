import { presentBotUser, presentUser } from '../../present/user.presenter';
import { SlackApiError } from '../../slack-api-error';
import { findMessage, findUser } from '../../state/slack-world';
import { isTs } from '../../timestamps';
import { visibleChannel } from '../access';
import type { MethodAnswer, SlackMethod, TokenCall } from '../slack-method';

function userInfo({ args, workspace, token, services }: TokenCall): MethodAnswer {
  const userId = args.text('user') ?? '';
  if (userId === workspace.bot.userId) return { user: presentBotUser(workspace, services.app) };
  const user = findUser(workspace, userId);
  if (!user) throw new SlackApiError('user_not_found');
  const locale = args.flag('include_locale') ? { locale: 'en-US' } : {};
  return {
    user: { ...presentUser(workspace, user, { withEmail: token.scopes.includes('users:read.email') }), ...locale },
  };
}

function botInfo({ args, workspace, services }: TokenCall): MethodAnswer {
  const botId = args.text('bot') ?? workspace.bot.botId;
  if (botId !== workspace.bot.botId) throw new SlackApiError('bot_not_found');
  return {
    bot: {
      id: botId,
      deleted: workspace.installation === null,
      name: services.app.name,
      updated: Math.floor((workspace.installation?.installedAt ?? 0) / 1_000),
      app_id: services.app.appId,
      user_id: workspace.bot.userId,
      icons: { image_36: '', image_48: '', image_72: '' },
    },
  };
}

const ICON_SIZES = [34, 44, 68, 88, 102, 132];

function icons(publicUrl: string): Record<string, string> {
  return Object.fromEntries(ICON_SIZES.map((size) => [`image_${size}`, `${publicUrl}/assets/icon.svg`]));
}

function teamInfo({ args, workspace, services }: TokenCall): MethodAnswer {
  const asked = args.text('team');
  if (asked && asked !== workspace.id) throw new SlackApiError('team_not_found');
  return {
    team: {
      id: workspace.id,
      name: workspace.name,
      url: `${services.publicUrl()}/slack/workspace/${workspace.id}/`,
      domain: workspace.domain,
      email_domain: `${workspace.domain}.example`,
      icon: { ...icons(services.publicUrl()), image_default: true },
    },
  };
}

function setStatus(call: TokenCall): MethodAnswer {
  const { args, workspace, services } = call;
  const channel = visibleChannel(call, args.text('channel_id') ?? '');
  if (!channel.memberIds.includes(call.token.userId)) throw new SlackApiError('not_in_channel');
  const threadTs = args.text('thread_ts') ?? '';
  const message = isTs(threadTs) ? findMessage(workspace, channel.id, threadTs) : undefined;
  if (!message) throw new SlackApiError('invalid_thread_ts');
  services.statuses.set(workspace, {
    channelId: channel.id,
    threadTs: message.threadTs ?? message.ts,
    status: args.text('status') ?? '',
    name: args.text('username') ?? services.app.name,
  });
  return {};
}

function addReaction(call: TokenCall): MethodAnswer {
  const { args, workspace, token, services } = call;
  const channel = visibleChannel(call, args.text('channel') ?? '');
  if (!channel.memberIds.includes(token.userId)) throw new SlackApiError('not_in_channel');
  const message = findMessage(workspace, channel.id, args.text('timestamp') ?? '');
  if (!message) throw new SlackApiError('message_not_found');
  const name = args.text('name') ?? '';
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new SlackApiError('invalid_name');
  services.conversations.react(workspace, channel, message, { userId: token.userId, name });
  return {};
}

/** People, the bot, the workspace, and the two small things that an app does beside writing. */
export const peopleMethods: SlackMethod[] = [
  {
    name: 'users.info',
    access: 'token',
    scopes: ['users:read'],
    arguments: { 'user!': 'string', include_locale: 'boolean' },
    handle: userInfo,
  },
  {
    name: 'bots.info',
    access: 'token',
    scopes: ['users:read'],
    arguments: { bot: 'string', team_id: 'string' },
    handle: botInfo,
  },
  {
    name: 'team.info',
    access: 'token',
    scopes: ['team:read'],
    arguments: { team: 'string', domain: 'string' },
    handle: teamInfo,
  },
  {
    name: 'assistant.threads.setStatus',
    access: 'token',
    // Slack accepts either since March 2026 and will drop the first.
    scopes: ['assistant:write', 'chat:write'],
    arguments: {
      'channel_id!': 'string',
      'thread_ts!': 'string',
      'status!': 'string',
      loading_messages: 'list',
      username: 'string',
      icon_emoji: 'string',
      icon_url: 'string',
    },
    handle: setStatus,
  },
  {
    name: 'reactions.add',
    access: 'token',
    scopes: ['reactions:write'],
    arguments: { 'channel!': 'string', 'timestamp!': 'string', 'name!': 'string' },
    handle: addReaction,
  },
];
