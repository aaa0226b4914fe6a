import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readSlackEvent } from './slack-event';
import type { SlackEvent } from './slack-event-kinds';
import { verifySlackSignature } from './slack-signature';

const CONTRACTS = process.env.CONTRACTS_DIR ?? resolve('../shared/contracts');
const PAYLOADS = join(CONTRACTS, 'payloads/slack');
const VECTORS = join(CONTRACTS, 'vectors/slack-signature.json');

interface SignatureCase {
  readonly name: string;
  readonly secret: string;
  readonly timestamp: string;
  readonly body: string;
  readonly signature: string;
  readonly now: number;
  readonly valid: boolean;
}

const isThere = existsSync(PAYLOADS) && existsSync(VECTORS);
const payloads = isThere ? readdirSync(PAYLOADS).filter((file) => file.endsWith('.json')) : [];
const vectors: readonly SignatureCase[] = isThere
  ? (JSON.parse(readFileSync(VECTORS, 'utf8')) as { cases: SignatureCase[] }).cases
  : [];

const read = (file: string): SlackEvent => readSlackEvent(JSON.parse(readFileSync(join(PAYLOADS, file), 'utf8')));

/** What each real payload is; whatever is not listed fails, so that a new payload asks for a decision. */
const EXPECTED: Readonly<Record<string, object>> = {
  'app_home_opened_org.json': { kind: 'ignored', reason: 'app_home', teamId: 'E111' },
  'app_mention.json': {
    kind: 'message',
    teamId: 'T123',
    isMention: true,
    text: 'test',
    channelType: 'channel',
    isDirect: false,
    threadTs: null,
    dedupeKey: 'message:C123:1583636399.000700:mention',
  },
  'app_mention_bolt_python.json': { kind: 'message', teamId: 'T0G9PQBBK', isMention: true, text: 'hey' },
  'app_mention_socket_mode_envelope_payload.json': { kind: 'message', isMention: true, userId: 'U222' },
  'app_uninstalled.json': { kind: 'uninstalled', teamId: 'T111' },
  'assistant_thread_context_changed.json': { kind: 'ignored', reason: 'assistant_thread' },
  'assistant_thread_started.json': { kind: 'ignored', reason: 'assistant_thread' },
  'member_joined_channel.json': { kind: 'ignored', reason: 'membership' },
  'member_left_channel.json': { kind: 'ignored', reason: 'membership' },
  'message_bot_id_new_style.json': { kind: 'ignored', reason: 'bot_message' },
  'message_bot_message_subtype_classic.json': { kind: 'ignored', reason: 'bot_message' },
  'message_changed.json': { kind: 'ignored', reason: 'edit', teamId: 'T-auth' },
  'message_channel.json': { kind: 'message', isMention: true, dedupeKey: 'message:C123:1583636399.000700:mention' },
  'message_channel_2.json': { kind: 'message', isMention: false, text: 'Hello World!' },
  'message_channel_thread_reply.json': {
    kind: 'message',
    isMention: false,
    isDirect: false,
    threadTs: '1726133698.626339',
    teamId: 'T111',
  },
  'message_deleted.json': { kind: 'ignored', reason: 'deletion' },
  'message_file_share.json': { kind: 'message', files: [{ name: 'file.png', mimetype: 'image/png' }] },
  'message_from_user_with_blocks.json': { kind: 'message', userId: 'W111' },
  'message_im_action_token.json': { kind: 'message', isDirect: true, threadTs: '1726133698.626339' },
  'message_im_thread_reply.json': { kind: 'message', isDirect: true, threadTs: '1726133698.626339' },
  'message_own_bot_ignore_self.json': { kind: 'ignored', reason: 'bot_message' },
  'message_thread_broadcast.json': { kind: 'message', isThreadBroadcast: true, threadTs: '1633663824.000500' },
  'reaction_added.json': { kind: 'ignored', reason: 'reaction' },
  'tokens_revoked.json': { kind: 'tokens_revoked', teamId: 'T111' },
  'url_verification.json': {
    kind: 'url_verification',
    challenge: '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P',
  },
};

describe(`Slack's contracts (${payloads.length} payloads, ${vectors.length} signatures)`, () => {
  if (!isThere) {
    it('are not here to check', () => expect(payloads).toEqual([]));
    return;
  }

  it.each(payloads)('%s is read as what it is', (file) => {
    expect(EXPECTED).toHaveProperty([file]);
    expect(read(file)).toMatchObject(EXPECTED[file] ?? {});
  });

  it('tells different things apart although payloads share an event id', () => {
    const sameMessage = new Set(['message_channel.json', 'message_im_action_token.json']);
    const keys = payloads
      .filter((file) => !sameMessage.has(file))
      .map(read)
      .flatMap((event) => (event.kind === 'url_verification' ? [] : [`${event.teamId}/${event.dedupeKey}`]));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(vectors.map((vector) => [vector.name, vector] as const))('signature: %s', (_, vector) => {
    const { secret, timestamp, body, signature, now } = vector;
    const request = { signingSecret: secret, timestamp, signature, rawBody: Buffer.from(body), nowSeconds: now };
    expect(verifySlackSignature(request)).toBe(vector.valid);
  });
});
