import type { SlackApp } from '../slack-app';
import type { SlackUser, SlackWorkspace } from '../state/slack-state';

type Json = Record<string, unknown>;

function offsetSeconds(timeZone: string): number {
  const name = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(new Date())
    .find((part) => part.type === 'timeZoneName')?.value;
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name ?? '');
  if (!match) return 0;
  const seconds = Number(match[2]) * 3_600 + Number(match[3]) * 60;
  return match[1] === '-' ? -seconds : seconds;
}

function zoneLabel(timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'long' }).formatToParts(new Date());
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}

/** A person as `users.info` shows them; the address needs a scope of its own. */
export function presentUser(workspace: SlackWorkspace, user: SlackUser, options: { withEmail: boolean }): Json {
  const [firstName = user.realName, ...rest] = user.realName.split(' ');
  return {
    id: user.id,
    team_id: workspace.id,
    name: user.name,
    deleted: false,
    color: user.color,
    real_name: user.realName,
    tz: user.timeZone,
    tz_label: zoneLabel(user.timeZone),
    tz_offset: offsetSeconds(user.timeZone),
    profile: {
      title: user.title,
      phone: '',
      skype: '',
      real_name: user.realName,
      real_name_normalized: user.realName,
      display_name: user.realName,
      display_name_normalized: user.realName,
      first_name: firstName,
      last_name: rest.join(' '),
      status_text: '',
      status_emoji: '',
      status_expiration: 0,
      avatar_hash: '',
      team: workspace.id,
      ...(options.withEmail ? { email: user.email } : {}),
    },
    is_admin: user.isAdmin,
    is_owner: user.isAdmin,
    is_primary_owner: user.isAdmin,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: false,
    is_app_user: false,
    updated: 0,
    is_email_confirmed: true,
    who_can_share_contact_card: 'EVERYONE',
  };
}

/** The installed app's own user. */
export function presentBotUser(workspace: SlackWorkspace, app: SlackApp): Json {
  return {
    id: workspace.bot.userId,
    team_id: workspace.id,
    name: app.name.toLowerCase(),
    deleted: workspace.installation === null,
    real_name: app.name,
    profile: {
      real_name: app.name,
      real_name_normalized: app.name,
      display_name: '',
      display_name_normalized: '',
      api_app_id: app.appId,
      bot_id: workspace.bot.botId,
      always_active: true,
      avatar_hash: '',
      team: workspace.id,
    },
    is_bot: true,
    is_app_user: false,
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    updated: 0,
  };
}
