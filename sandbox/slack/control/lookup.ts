import type { SlackServices } from '../slack-services';
import type { SlackChannel, SlackMessage, SlackWorkspace } from '../state/slack-state';
import { findMessage } from '../state/slack-world';
import { ControlError } from '../../state/control-error';

export function workspaceOrRefuse(services: SlackServices, teamId: string): SlackWorkspace {
  const workspace = services.world.findWorkspace(teamId);
  if (!workspace) throw new ControlError(404, `there is no workspace ${teamId}`);
  return workspace;
}

/** A channel by its id or, for the convenience of tests, by its name with or without `#`. */
export function channelOrRefuse(workspace: SlackWorkspace, idOrName: string): SlackChannel {
  const name = idOrName.replace(/^#/, '');
  const channel = workspace.channels.find(
    (candidate) => candidate.id === idOrName || (candidate.name !== '' && candidate.name === name),
  );
  if (!channel) throw new ControlError(404, `there is no conversation ${idOrName} in ${workspace.id}`);
  return channel;
}

export function messageOrRefuse(workspace: SlackWorkspace, channel: SlackChannel, ts: string): SlackMessage {
  const message = findMessage(workspace, channel.id, ts);
  if (!message) throw new ControlError(404, `there is no message ${ts} in ${channel.id}`);
  return message;
}

/** A person's or the bot's id, or a person's handle. */
export function memberIdOrRefuse(workspace: SlackWorkspace, idOrName: string): string {
  if (idOrName === workspace.bot.userId) return idOrName;
  const user = workspace.users.find((candidate) => candidate.id === idOrName || candidate.name === idOrName);
  if (!user) throw new ControlError(404, `there is nobody ${idOrName} in ${workspace.id}`);
  return user.id;
}
