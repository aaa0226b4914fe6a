import type { FastifyInstance } from 'fastify';
import { presentGrant } from '../api/methods/auth.methods';
import type { SlackServices } from '../slack-services';
import type { SlackWorkspace } from '../state/slack-state';
import { presentWorkspaceView } from '../pages/workspace-view';
import { ControlError } from '../../state/control-error';
import { controlSchemas } from './control-schemas';
import { channelOrRefuse, memberIdOrRefuse, workspaceOrRefuse } from './lookup';

interface Team {
  Params: { team: string };
}

interface NewWorkspace {
  team_id?: string;
  name: string;
  bot_user_id?: string;
  bot_id?: string;
  token_rotation?: boolean;
  users?: { id?: string; name: string; real_name?: string; title?: string; time_zone?: string; is_admin?: boolean }[];
  channels?: {
    id?: string;
    name: string;
    is_private?: boolean;
    is_archived?: boolean;
    topic?: string;
    purpose?: string;
    members?: string[];
  }[];
}

function presentWorkspace(workspace: SlackWorkspace) {
  return {
    team_id: workspace.id,
    name: workspace.name,
    bot_user_id: workspace.bot.userId,
    bot_id: workspace.bot.botId,
    token_rotation: workspace.hasTokenRotation,
    is_installed: workspace.installation !== null,
    scopes: workspace.installation?.scopes ?? [],
    users: workspace.users.map(({ id, name, realName }) => ({ id, name, real_name: realName })),
    channels: workspace.channels.map(({ id, name, kind, memberIds }) => ({ id, name, kind, members: memberIds })),
  };
}

/** Workspaces: made, looked at, installed into without the page, uninstalled from. */
export function registerWorkspaceControl(control: FastifyInstance, services: SlackServices): void {
  const { world } = services;
  registerInstallationControl(control, services);
  registerMemberControl(control, services);

  control.get('/workspaces', () => ({ workspaces: world.workspaces.map(presentWorkspace) }));

  control.post<{ Body: NewWorkspace }>('/workspaces', { schema: controlSchemas.workspace }, ({ body }, reply) => {
    if (body.team_id && world.findWorkspace(body.team_id)) {
      throw new ControlError(409, `there is a workspace ${body.team_id} already`);
    }
    void reply.code(201);
    return presentWorkspace(addWorkspace(services, body));
  });

  control.get<Team>('/workspaces/:team', ({ params }) => presentWorkspace(workspaceOrRefuse(services, params.team)));

  control.patch<Team & { Body: { token_rotation: boolean } }>(
    '/workspaces/:team',
    { schema: controlSchemas.rotation },
    ({ params, body }) => {
      const workspace = workspaceOrRefuse(services, params.team);
      workspace.hasTokenRotation = body.token_rotation;
      world.keep();
      return presentWorkspace(workspace);
    },
  );

  control.get<Team & { Querystring: { as?: string; channel?: string; thread?: string } }>(
    '/workspaces/:team/view',
    ({ params, query }) => presentWorkspaceView(services, workspaceOrRefuse(services, params.team), query),
  );
}

/** The app comes and goes without the consent page. */
function registerInstallationControl(control: FastifyInstance, services: SlackServices): void {
  const { world, installations } = services;

  control.post<Team & { Body: { scopes: string[]; user_scopes?: string[]; user?: string } }>(
    '/workspaces/:team/install',
    { schema: controlSchemas.install },
    ({ params, body }) => {
      const workspace = workspaceOrRefuse(services, params.team);
      const userId = body.user ? memberIdOrRefuse(workspace, body.user) : (workspace.users[0]?.id ?? '');
      const consent = { teamId: workspace.id, userId, scopes: body.scopes, userScopes: body.user_scopes ?? [] };
      return { ok: true, ...presentGrant(services.app, installations.install(consent), world.now()) };
    },
  );

  control.post<Team>('/workspaces/:team/uninstall', ({ params }) => {
    installations.uninstall(workspaceOrRefuse(services, params.team));
    return { ok: true };
  });

  control.post<Team>('/workspaces/:team/revoke-tokens', ({ params }) => {
    const workspace = workspaceOrRefuse(services, params.team);
    installations.revoke(workspace, workspace.tokens);
    return { ok: true };
  });

  control.post<Team>('/workspaces/:team/expire-tokens', ({ params }) => ({
    expired: installations.expireTokens(workspaceOrRefuse(services, params.team)),
  }));
}

/** Who is in which conversation. */
function registerMemberControl(control: FastifyInstance, services: SlackServices): void {
  const { conversations } = services;

  control.post<Team & { Body: { channel: string; user: string; inviter?: string } }>(
    '/workspaces/:team/members',
    { schema: controlSchemas.member },
    ({ params, body }) => {
      const workspace = workspaceOrRefuse(services, params.team);
      const channel = channelOrRefuse(workspace, body.channel);
      const userId = memberIdOrRefuse(workspace, body.user);
      if (userId === workspace.bot.userId && !workspace.installation) {
        throw new ControlError(409, 'the app is not installed in this workspace');
      }
      const inviterId = body.inviter ? memberIdOrRefuse(workspace, body.inviter) : null;
      return { joined: conversations.addMember(workspace, channel, userId, inviterId) };
    },
  );

  control.delete<{ Params: { team: string; channel: string; user: string } }>(
    '/workspaces/:team/members/:channel/:user',
    ({ params }) => {
      const workspace = workspaceOrRefuse(services, params.team);
      const userId = memberIdOrRefuse(workspace, params.user);
      return { left: conversations.removeMember(workspace, channelOrRefuse(workspace, params.channel), userId) };
    },
  );

  control.post<Team & { Body: { user: string; other: string } }>(
    '/workspaces/:team/direct',
    { schema: controlSchemas.direct },
    ({ params, body }) => {
      const workspace = workspaceOrRefuse(services, params.team);
      const [user, other] = [memberIdOrRefuse(workspace, body.user), memberIdOrRefuse(workspace, body.other)];
      return { channel: conversations.openDirect(workspace, user, other).channel.id };
    },
  );
}

function addWorkspace({ world }: SlackServices, body: NewWorkspace): SlackWorkspace {
  return world.addWorkspace({
    id: body.team_id,
    name: body.name,
    botUserId: body.bot_user_id,
    botId: body.bot_id,
    hasTokenRotation: body.token_rotation,
    users: body.users?.map((user) => ({
      id: user.id,
      name: user.name,
      realName: user.real_name,
      title: user.title,
      timeZone: user.time_zone,
      isAdmin: user.is_admin,
    })),
    channels: body.channels?.map((channel) => ({
      id: channel.id,
      name: channel.name,
      kind: channel.is_private ? 'group' : 'channel',
      topic: channel.topic,
      purpose: channel.purpose,
      isArchived: channel.is_archived,
      memberIds: channel.members,
    })),
  });
}
