import { WebClient } from '@slack/web-api';
import { startSandbox, type RunningSandbox } from './index';
import { signSlackRequest } from './slack/events/signature';
import { ACME, BOT_SCOPES, call, install, MAYA, say, type Json } from './testing/control';
import {
  allNames,
  ContractSchemas,
  CONTRACTS_DIR,
  hasContracts,
  listContracts,
  missingFields,
  readContract,
} from './testing/contracts';
import { EventReceiver } from './testing/event-receiver';
import { quiet } from './testing/slack-client';

const SUPPORT = 'C0ACMEDESUPPORT';
const BOT = 'U0ACMEBOT1';
let checked = 0;

if (!hasContracts) {
  describe('contracts', () => {
    it(`has nothing to check: there is no folder ${CONTRACTS_DIR}`, () => {
      expect(hasContracts).toBe(false);
    });
  });
} else {
  describe('contracts', () => {
    afterAll(() => {
      process.stdout.write(`sandbox: ${checked} answers, events and payloads checked against the contracts\n`);
    });

    slackAnswers();
    slackEvents();
    slackSignatures();
    modelAnswers();
  });
}

/** Documented by Slack for every method that pages, but missing in the older of the two descriptions. */
const DOCUMENTED_ELSEWHERE = ['invalid_cursor', 'invalid_limit'];

/** Every name of a property in the real payloads of a folder: the types know fewer than Slack sends. */
function namesInPayloads(folder: string): Set<string> {
  return new Set(
    listContracts(`payloads/${folder}`).flatMap((file) => allNames(readContract('payloads', folder, file))),
  );
}

function unlessKnown(names: Set<string>, problems: string[]): string[] {
  return problems.filter((problem) => !names.has(/"additionalProperty":"([^"]+)"/.exec(problem)?.[1] ?? ''));
}

/** Counts a check and reports what is wrong. */
function expectNone(problems: string[]): void {
  checked += 1;
  expect(problems).toEqual([]);
}

function slackAnswers(): void {
  describe('answers of the Web API', () => {
    const schemas = new ContractSchemas(readContract('slack', 'slack-web-api-8.2.0.responses.schema.json'), '/$defs');
    const seen = namesInPayloads('slack-api');
    const described = readContract('slack', 'slack.reduced.openapi3.json').paths as Record<string, Json>;
    let sandbox: RunningSandbox;
    let token: string;

    beforeAll(async () => {
      sandbox = await startSandbox({ slack: { redirectUrls: ['http://localhost/callback'] } });
    });

    afterAll(() => sandbox.stop());

    beforeEach(async () => {
      await call(sandbox, 'POST', '/slack/_control/reset');
      token = (await install(sandbox, [...BOT_SCOPES, 'team:read', 'reactions:write'])).access_token as string;
    });

    /** The answer as it is on the wire. */
    async function ask(method: string, args: Json = {}, bearer = token): Promise<Json> {
      const body = new URLSearchParams(
        Object.entries(args).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
      );
      const headers = { authorization: `Bearer ${bearer}` };
      const response = await fetch(`${sandbox.slackApiUrl}${method}`, { method: 'POST', headers, body });
      return (await response.json()) as Json;
    }

    it.each([
      ['auth.test', {}, 'AuthTestResponse'],
      ['conversations.list', { types: 'public_channel,private_channel' }, 'ConversationsListResponse'],
      ['conversations.info', { channel: SUPPORT, include_num_members: true }, 'ConversationsInfoResponse'],
      ['users.info', { user: MAYA, include_locale: true }, 'UsersInfoResponse'],
      ['users.info', { user: BOT }, 'UsersInfoResponse'],
      ['auth.revoke', {}, 'AuthRevokeResponse'],
    ])('%s', async (method, args, schema) => {
      const answer = await ask(method, args);
      expect(answer).toMatchObject({ ok: true });
      expectNone(unlessKnown(seen, schemas.problems(schema, answer)));
    });

    it('chat.postMessage, in a channel and in a thread', async () => {
      await ask('conversations.join', { channel: SUPPORT });
      const metadata = { event_type: 'reply', event_payload: { reply_id: 'r-1' } };
      const posted = await ask('chat.postMessage', { channel: SUPPORT, text: 'hi', metadata });
      expectNone(schemas.problems('ChatPostMessageResponse', posted));
      const reply = await ask('chat.postMessage', { channel: SUPPORT, text: 'hi', thread_ts: posted.ts });
      expectNone(schemas.problems('ChatPostMessageResponse', reply));
    });

    it.each([false, true])('oauth.v2.access, with token rotation: %s', async (token_rotation) => {
      await call(sandbox, 'PATCH', `/slack/_control/workspaces/${ACME}`, { token_rotation });
      const { clientId: client_id, clientSecret: client_secret } = sandbox.slack;
      const redirect_uri = 'http://localhost/callback';
      const form = {
        client_id,
        scope: 'chat:write',
        user_scope: 'users:read',
        redirect_uri,
        team: ACME,
        decision: 'allow',
      };
      const consent = await fetch(sandbox.slackAuthorizeUrl, {
        method: 'POST',
        body: new URLSearchParams(form),
        redirect: 'manual',
      });
      const code = new URL(consent.headers.get('location') ?? '').searchParams.get('code');
      const answer = await ask('oauth.v2.access', { client_id, client_secret, code, redirect_uri });
      expect(answer).toMatchObject({ ok: true });
      // Slack's own payload says null where its types know only an object.
      expectNone(schemas.problems('OauthV2AccessResponse', { ...answer, enterprise: undefined }));
      const sample = readContract(
        'payloads',
        'slack-api',
        token_rotation ? 'oauth.v2.access.rotation.ok.json' : 'oauth.v2.access.ok.json',
      );
      expectNone(Object.keys(sample).filter((name) => !(name in answer)));
    });

    it("has every field of the documentation's examples that does not depend on other products", async () => {
      const elsewhere = new Set([
        'enterprise_id',
        'enterprise_name',
        'last_read',
        'is_read_only',
        'unread_count',
        'has_2fa',
      ]);
      const samples: [string, Json, string][] = [
        ['auth.test', {}, 'auth.test'],
        ['bots.info', { bot: 'B0ACMEBOT1' }, 'bots.info'],
        ['team.info', {}, 'team.info'],
        ['conversations.join', { channel: SUPPORT }, 'conversations.join'],
        ['conversations.info', { channel: SUPPORT, include_locale: true }, 'conversations.info'],
        ['conversations.list', { limit: 2 }, 'conversations.list'],
      ];
      await ask('conversations.join', { channel: SUPPORT });
      for (const [method, args, name] of samples) {
        const sample = readContract('payloads', 'slack-api', `${name}.ok.json`);
        const answer = await ask(method, args);
        const missing = missingFields(sample, answer).filter((field) => !elsewhere.has(field.split('.').at(-1) ?? ''));
        expectNone(missing.map((field) => `${method} lacks ${field}`));
      }
    });

    it("refuses with codes that Slack's description knows", async () => {
      const refusals: [string, Json, string?][] = [
        ['auth.test', {}, 'xoxb-wrong'],
        ['auth.revoke', {}, 'xoxb-wrong'],
        ['apps.uninstall', { client_id: 'x', client_secret: 'y' }],
        ['chat.postMessage', { channel: 'C404', text: 'x' }],
        ['chat.postMessage', { channel: SUPPORT, text: 'x' }],
        ['chat.postMessage', { channel: SUPPORT, text: '' }],
        ['chat.update', { channel: SUPPORT, ts: '1.000000', text: 'x' }],
        ['conversations.info', { channel: 'C404' }],
        ['conversations.join', { channel: 'C404' }],
        ['conversations.list', { cursor: 'x' }],
        ['conversations.list', { limit: 5_000 }],
        ['conversations.replies', { channel: SUPPORT, ts: '1.000000' }],
        ['users.info', { user: 'U404' }],
        ['bots.info', { bot: 'B404' }],
      ];
      for (const [method, args, bearer] of refusals) {
        if (method === 'conversations.replies') await ask('conversations.join', { channel: SUPPORT });
        const answer = await ask(method, args, bearer ?? token);
        expect(answer).toMatchObject({ ok: false });
        const codes = knownErrors(described[`/${method}`]);
        const isKnown = [...codes, ...DOCUMENTED_ELSEWHERE].includes(answer.error as string);
        expectNone(isKnown ? [] : [`${method} answered ${String(answer.error)}`]);
      }
    });
  });
}

/** The error codes that an operation of Slack's OpenAPI document lists. */
function knownErrors(path: Json | undefined): string[] {
  const text = JSON.stringify(path ?? {});
  return [...text.matchAll(/"enum":\[([^\]]*)\]/g)].flatMap(([, list]) => JSON.parse(`[${list ?? ''}]`) as string[]);
}

function slackEvents(): void {
  describe('events', () => {
    const schemas = new ContractSchemas(readContract('slack', 'slack-types-3.2.0.events.schema.json'), '/$defs');
    const receiver = new EventReceiver();
    let sandbox: RunningSandbox;

    beforeAll(async () => {
      sandbox = await startSandbox({ slack: { eventsUrl: await receiver.start() } });
    });

    afterAll(async () => {
      await sandbox.stop();
      await receiver.stop();
    });

    const SCHEMA_OF: Record<string, string> = {
      'message/': 'GenericMessageEvent',
      'message/bot_message': 'BotMessageEvent',
      'message/channel_join': 'ChannelJoinMessageEvent',
      'message/thread_broadcast': 'ThreadBroadcastMessageEvent',
      'message/message_changed': 'MessageChangedEvent',
      'message/message_deleted': 'MessageDeletedEvent',
      'app_mention/': 'AppMentionEvent',
      'member_joined_channel/': 'MemberJoinedChannelEvent',
      'tokens_revoked/': 'TokensRevokedEvent',
      'app_uninstalled/': 'AppUninstalledEvent',
    };

    // Slack documents the metadata of messages, but no sample happens to have any.
    const seen = new Set([...namesInPayloads('slack'), 'metadata']);

    it('have the shape of the types, and of the real ones', async () => {
      await install(sandbox, [...BOT_SCOPES]);
      const control = (path: string) => `/slack/_control/workspaces/${ACME}/${path}`;
      await call(sandbox, 'POST', control('members'), { channel: SUPPORT, user: BOT, inviter: MAYA });
      const parent = await say(sandbox, SUPPORT, '@Konstruct hello', { typed: true });
      await say(sandbox, SUPPORT, 'reply', { thread_ts: parent.ts });
      const loud = await say(sandbox, SUPPORT, 'loud', { thread_ts: parent.ts, reply_broadcast: true });
      await call(sandbox, 'PATCH', control(`messages/${SUPPORT}/${String(loud.ts)}`), { text: 'louder' });
      await call(sandbox, 'DELETE', control(`messages/${SUPPORT}/${String(loud.ts)}`));
      const { access_token } = await install(sandbox, ['chat:write.customize']);
      const web = new WebClient(access_token as string, quiet(sandbox));
      await web.chat.postMessage({ channel: SUPPORT, text: 'I am here' });
      await web.chat.postMessage({ channel: SUPPORT, text: 'I am Ava', username: 'Ava' });
      await call(sandbox, 'POST', control('uninstall'));
      const received = await receiver.waitFor(12);
      const kinds = received.map(({ body }) => kindOf(body));
      expect(new Set(kinds)).toEqual(new Set(Object.keys(SCHEMA_OF)));
      for (const [index, { body }] of received.entries()) {
        const problems = schemas.problems(SCHEMA_OF[kinds[index] ?? ''] ?? '', body.event);
        expectNone(unlessKnown(seen, problems).filter((problem) => !NESTED.test(problem)));
      }
    });

    it.each([
      ['app_mention_bolt_python', 'app_mention/'],
      ['message_bot_id_new_style', 'message/'],
      ['message_thread_broadcast', 'message/thread_broadcast'],
      ['message_changed', 'message/message_changed'],
      ['message_deleted', 'message/message_deleted'],
      ['member_joined_channel', 'member_joined_channel/'],
      ['tokens_revoked', 'tokens_revoked/'],
      ['app_uninstalled', 'app_uninstalled/'],
    ])('have all that the real %s has', (file, kind) => {
      const sample = readContract('payloads', 'slack', `${file}.json`);
      const missing = receiver.received
        .filter(({ body }) => kindOf(body) === kind)
        .map(({ body }) => missingFields(sample, body).filter((field) => !NOT_OURS.test(field)));
      const fewest = missing.sort((one, other) => one.length - other.length)[0] ?? ['every field: none was sent'];
      expectNone(fewest);
    });
  });
}

/** The types require more of nested messages than real events have; the samples decide there. */
const NESTED = /Event\/(?:root|message|previous_message)/;
/** Fields of organizations, of Slack's past, and pictures. */
const NOT_OURS = /^(?:enterprise_id|authed_users)$|\.icons\./;

function kindOf(body: { event: Json }): string {
  const { type, subtype } = body.event as { type: string; subtype?: string };
  return `${type}/${subtype ?? ''}`;
}

function slackSignatures(): void {
  it('signs as the published vectors do', () => {
    const { cases } = readContract('vectors', 'slack-signature.json') as { cases: Json[] };
    for (const { secret, timestamp, body, signature, valid } of cases) {
      if (valid !== true) continue;
      const signed = signSlackRequest(secret as string, Number(timestamp), body as string);
      expectNone(signed === signature ? [] : [`${signed} is not ${String(signature)}`]);
    }
  });
}

function modelAnswers(): void {
  describe('answers of the model', () => {
    const schemas = new ContractSchemas(
      readContract('openai', 'openai.chat.reduced.openapi.json'),
      '/components/schemas',
    );
    let sandbox: RunningSandbox;

    beforeAll(async () => {
      sandbox = await startSandbox();
    });

    afterAll(() => sandbox.stop());

    async function ask(path: string, body?: unknown): Promise<Response> {
      const headers = { authorization: `Bearer ${sandbox.model.apiKey}`, 'content-type': 'application/json' };
      const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
      return fetch(`${sandbox.modelBaseUrl}${path}`, init);
    }

    const request = { model: 'gpt-5-mini', messages: [{ role: 'user', content: 'hello' }] };

    it('completions, whole and streamed', async () => {
      const whole = await (await ask('/chat/completions', request)).json();
      expectNone(schemas.problems('CreateChatCompletionResponse', whole));
      const streamed = await ask('/chat/completions', {
        ...request,
        stream: true,
        stream_options: { include_usage: true },
      });
      const lines = (await streamed.text()).split('\n\n').filter(Boolean);
      expect(lines.at(-1)).toBe('data: [DONE]');
      for (const line of lines.slice(0, -1)) {
        expectNone(schemas.problems('CreateChatCompletionStreamResponse', JSON.parse(line.slice('data: '.length))));
      }
    });

    it('refusals', async () => {
      await call(sandbox, 'POST', '/model/_control/faults', { kind: 'refusal' });
      const refused = await (await ask('/chat/completions', request)).json();
      expectNone(schemas.problems('CreateChatCompletionResponse', refused));
    });

    it('models', async () => {
      expectNone(schemas.problems('ListModelsResponse', await (await ask('/models')).json()));
      expectNone(schemas.problems('Model', await (await ask('/models/gpt-4o')).json()));
    });

    it('errors', async () => {
      const wrong = [{ ...request, model: 'none' }, { ...request, messages: [] }, {}];
      for (const body of wrong) {
        expectNone(schemas.problems('ErrorResponse', await (await ask('/chat/completions', body)).json()));
      }
      for (const kind of ['rate_limited', 'server_error']) {
        await call(sandbox, 'POST', '/model/_control/faults', { kind });
        expectNone(schemas.problems('ErrorResponse', await (await ask('/chat/completions', request)).json()));
      }
      expectNone(schemas.problems('ErrorResponse', await (await ask('/embeddings', {})).json()));
    });
  });
}
