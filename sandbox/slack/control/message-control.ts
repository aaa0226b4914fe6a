import type { FastifyInstance } from 'fastify';
import { newSlackId } from '../ids';
import { encodeTyped } from '../mrkdwn';
import { presentMessage } from '../present/message.presenter';
import type { SlackServices } from '../slack-services';
import type { AppAuthor, PersonAuthor, SlackWorkspace } from '../state/slack-state';
import { messagesOf } from '../state/slack-world';
import { ControlError } from '../../state/control-error';
import { controlSchemas } from './control-schemas';
import { channelOrRefuse, memberIdOrRefuse, messageOrRefuse, workspaceOrRefuse } from './lookup';

interface NewMessage {
  channel: string;
  user?: string;
  bot?: { name?: string; bot_id?: string; app_id?: string; user_id?: string };
  text: string;
  thread_ts?: string | null;
  reply_broadcast?: boolean;
  /** The text is as a person typed it: it is escaped, and names and addresses become mentions and links. */
  typed?: boolean;
}

interface MessagePath {
  Params: { team: string; channel: string; ts: string };
}

function readAuthor(workspace: SlackWorkspace, body: NewMessage): PersonAuthor | AppAuthor {
  if (body.bot) return otherApp(body.bot);
  if (!body.user) throw new ControlError(422, 'user (or bot) is required');
  return { kind: 'person', userId: memberIdOrRefuse(workspace, body.user) };
}

/** An app that is not ours, for tests of what bots do to each other. */
function otherApp(bot: NonNullable<NewMessage['bot']>): AppAuthor {
  return {
    kind: 'app',
    userId: bot.user_id ?? newSlackId('U'),
    botId: bot.bot_id ?? newSlackId('B'),
    appId: bot.app_id ?? newSlackId('A'),
    name: bot.name ?? 'Another app',
    customName: null,
    iconEmoji: null,
  };
}

function encode({ app }: SlackServices, workspace: SlackWorkspace, text: string, isTyped = false): string {
  return isTyped ? encodeTyped(text, workspace, app.name) : text;
}

/** What people (and other bots) write, edit, delete and react with. */
export function registerMessageControl(control: FastifyInstance, services: SlackServices): void {
  const { conversations } = services;

  control.get<{ Params: { team: string }; Querystring: { channel: string; thread_ts?: string } }>(
    '/workspaces/:team/messages',
    { schema: controlSchemas.messages },
    ({ params, query }) => {
      const workspace = workspaceOrRefuse(services, params.team);
      const channel = channelOrRefuse(workspace, query.channel);
      const messages = messagesOf(workspace, channel.id).filter(
        (message) => !query.thread_ts || message.ts === query.thread_ts || message.threadTs === query.thread_ts,
      );
      return {
        channel: channel.id,
        messages: messages.map((message) => presentMessage(workspace, message, { includeMetadata: true })),
      };
    },
  );

  control.post<{ Params: { team: string }; Body: NewMessage }>(
    '/workspaces/:team/messages',
    { schema: controlSchemas.message },
    ({ params, body }, reply) => {
      const workspace = workspaceOrRefuse(services, params.team);
      const channel = channelOrRefuse(workspace, body.channel);
      const message = conversations.post(workspace, channel, {
        author: readAuthor(workspace, body),
        text: encode(services, workspace, body.text, body.typed),
        threadTs: body.thread_ts ?? null,
        isBroadcast: body.reply_broadcast ?? false,
      });
      void reply.code(201);
      return { channel: channel.id, ts: message.ts, message: presentMessage(workspace, message) };
    },
  );

  registerChangeControl(control, services);
}

/** What happens to messages that were written. */
function registerChangeControl(control: FastifyInstance, services: SlackServices): void {
  const { conversations } = services;

  control.patch<MessagePath & { Body: { text: string; typed?: boolean } }>(
    '/workspaces/:team/messages/:channel/:ts',
    { schema: controlSchemas.edit },
    ({ params, body }) => {
      const workspace = workspaceOrRefuse(services, params.team);
      const channel = channelOrRefuse(workspace, params.channel);
      const message = messageOrRefuse(workspace, channel, params.ts);
      const text = encode(services, workspace, body.text, body.typed);
      conversations.edit(workspace, channel, message, { editorId: message.author.userId, text });
      return { message: presentMessage(workspace, message) };
    },
  );

  control.delete<MessagePath>('/workspaces/:team/messages/:channel/:ts', ({ params }) => {
    const workspace = workspaceOrRefuse(services, params.team);
    const channel = channelOrRefuse(workspace, params.channel);
    conversations.delete(workspace, channel, messageOrRefuse(workspace, channel, params.ts));
    return { ok: true };
  });

  control.post<MessagePath & { Body: { user: string; name: string } }>(
    '/workspaces/:team/messages/:channel/:ts/reactions',
    { schema: controlSchemas.reaction },
    ({ params, body }) => {
      const workspace = workspaceOrRefuse(services, params.team);
      const channel = channelOrRefuse(workspace, params.channel);
      const by = { userId: memberIdOrRefuse(workspace, body.user), name: body.name };
      conversations.react(workspace, channel, messageOrRefuse(workspace, channel, params.ts), by);
      return { ok: true };
    },
  );
}
