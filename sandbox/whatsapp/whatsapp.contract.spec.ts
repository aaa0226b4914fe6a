import { startSandbox, type RunningSandbox } from '../index';
import {
  allNames,
  ContractSchemas,
  CONTRACTS_DIR,
  hasContracts,
  listContracts,
  missingFields,
  readContract,
} from '../testing/contracts';
import { call, type Json } from '../testing/control';
import { ACME_ACCOUNT, ACME_NUMBER, graph, idOf, MAYA_PHONE, sendText, subscribe } from '../testing/graph';
import { WebhookReceiver } from '../testing/webhook-receiver';
import { serializeForMeta, signWebhook } from './webhooks/signature';

const DESCRIPTION = 'whatsapp-v23.0.reduced.repaired.openapi.json';
/** Documented for people with user names, in neither the description nor the samples. */
const DOCUMENTED_ELSEWHERE = ['user_id', 'from_user_id', 'recipient_user_id', 'username'];
const ADA = {
  addresses: [
    {
      city: 'London',
      country: 'UK',
      country_code: 'gb',
      state: '',
      street: '12 St James Sq',
      type: 'HOME',
      zip: 'SW1',
    },
  ],
  birthday: '1815-12-10',
  emails: [{ email: 'ada@a.example', type: 'WORK' }],
  name: {
    formatted_name: 'Ada King',
    first_name: 'Ada',
    last_name: 'King',
    middle_name: '',
    suffix: '',
    prefix: '',
  },
  org: { company: 'Engines', department: 'Analysis', title: 'Countess' },
  phones: [{ phone: '+44 20 7946 0000', wa_id: '442079460000', type: 'HOME' }],
  urls: [{ url: 'https://a.example', type: 'WORK' }],
};
let checked = 0;

function expectNone(problems: string[]): void {
  checked += 1;
  expect(problems).toEqual([]);
}

if (!hasContracts) {
  describe('contracts', () => {
    it(`has nothing to check: there is no folder ${CONTRACTS_DIR}`, () => {
      expect(hasContracts).toBe(false);
    });
  });
} else {
  describe('the contracts of WhatsApp', () => {
    afterAll(() => {
      process.stdout.write(
        `sandbox: ${checked} answers, webhooks and payloads of WhatsApp checked against the contracts\n`,
      );
    });

    against();
  });
}

function against(): void {
  const description = readContract('whatsapp', DESCRIPTION);
  const schemas = new ContractSchemas(description, '/components/schemas', { isClosed: false });
  const files = listContracts('payloads/whatsapp');
  const sample = (file: string) => readContract('payloads', 'whatsapp', file);
  const known = new Set([
    ...allNames(description),
    ...files.flatMap((file) => allNames(sample(file))),
    ...DOCUMENTED_ELSEWHERE,
  ]);
  const unknownNames = (value: unknown) => [...new Set(allNames(value))].filter((name) => !known.has(name));
  const receiver = new WebhookReceiver();
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await startSandbox();
    await subscribe(sandbox, receiver, await receiver.start());
  });

  afterAll(async () => {
    await sandbox.stop();
    await receiver.stop();
  });

  const control = (path: string) => `/whatsapp/_control/${path}`;
  const write = (body: Json) =>
    call(sandbox, 'POST', control(`numbers/${ACME_NUMBER}/messages`), { person: 'maya', ...body });
  const withoutStatus = ({ http_status: _status, ...answer }: Json) => answer;

  it.each([
    ['PhoneNumberInfo', ACME_NUMBER],
    [
      'PhoneNumberInfo',
      `${ACME_NUMBER}?fields=id,display_phone_number,verified_name,quality_rating,name_status,code_verification_status`,
    ],
    ['WhatsAppBusinessAccountPhoneNumbersConnection', `${ACME_ACCOUNT}/phone_numbers`],
    ['SubscribedAppsResponse', `${ACME_ACCOUNT}/subscribed_apps`],
  ])('describe %s as %s gives it', async (schema, path) => {
    const answer = withoutStatus(await graph(sandbox, 'GET', path));
    expectNone(schemas.problems(schema, answer));
    expectNone(unknownNames(answer));
  });

  it.each(files.filter((file) => file.startsWith('resp_meta_get_phone_number_id_200')))(
    'have no field in %s that is missing here',
    async (file) => {
      const wanted = sample(file);
      const answer = await graph(sandbox, 'GET', `${ACME_NUMBER}?fields=${Object.keys(wanted).join(',')}`);
      expectNone(missingFields(wanted, answer));
    },
  );

  it('describe what sending answers, and what refusing does', async () => {
    await write({ text: 'hi' });
    const sent = withoutStatus(await sendText(sandbox, `+${MAYA_PHONE}`, 'hello'));
    expectNone(schemas.problems('MessageResponse', sent));
    expectNone(missingFields(sample('resp_meta_send_200.json'), sent));
    const credentials = { token: 'EAAnone', secret: '' };
    const refusals = [
      await graph(sandbox, 'GET', ACME_NUMBER, undefined, credentials),
      await graph(sandbox, 'GET', '404'),
      await sendText(sandbox, MAYA_PHONE, ''),
      await sendText(sandbox, 'nobody', 'x'),
    ];
    for (const refusal of refusals) expectNone(schemas.problems('GraphAPIError', withoutStatus(refusal)));
  });

  it.each(files.filter((file) => file.startsWith('out_')))('have a request in %s that is understood', async (file) => {
    const text = JSON.stringify(sample(file)).replaceAll('{{Recipient-Phone-Number}}', MAYA_PHONE);
    const answer = await graph(sandbox, 'POST', `${ACME_NUMBER}/messages`, JSON.parse(text));
    // Templates and messages that these requests name are not there; a malformed request would be code 100.
    const code = (answer.error as { code: number } | undefined)?.code ?? 0;
    expectNone([0, 131_009, 132_000, 132_001].includes(code) ? [] : [`${file}: ${JSON.stringify(answer)}`]);
  });

  describe('webhooks', () => {
    const values = () => receiver.values;

    beforeAll(async () => {
      receiver.clear();
      await write({ text: 'Does it come in another color?' });
      const context = idOf(await sendText(sandbox, MAYA_PHONE, 'It does', { biz_opaque_callback_data: 'r' }));
      const media = { base64: 'aGk=', mime_type: 'image/jpeg', filename: 'taj.jpg' };
      await write({ type: 'image', media, caption: 'Taj Mahal' });
      await write({ type: 'document', media: { ...media, mime_type: 'application/pdf' }, caption: 'c' });
      await write({ type: 'sticker', media: { ...media, mime_type: 'image/webp' } });
      const place = { address: 'a', latitude: 37.4, longitude: -122.1, name: 'n', url: 'https://u.example' };
      await write({ type: 'location', location: place });
      await write({ type: 'contacts', contacts: [ADA] });
      await write({ type: 'button', context, reply: { id: 'Unsubscribe', title: 'Unsubscribe' } });
      await write({ type: 'interactive', context, reply: { id: 'cancel-button', title: 'Cancel' } });
      const list = {
        type: 'list',
        body: { text: 'b' },
        action: { button: 'o', sections: [{ rows: [{ id: 'r', title: 't' }] }] },
      };
      const more = { type: 'interactive', interactive: list, text: undefined };
      const listed = idOf(await sendText(sandbox, MAYA_PHONE, '', more));
      await write({ type: 'interactive', context: listed, reply: { id: 'r', title: 't', description: 'd' } });
      await write({ type: 'reaction', context, emoji: '👍' });
      await write({ type: 'unsupported' });
      await write({ text: 'passed on', forwarded: true });
      await call(sandbox, 'POST', control(`numbers/${ACME_NUMBER}/chats/maya/open`));
      await call(sandbox, 'POST', control(`numbers/${ACME_NUMBER}/chats/jonas/open`));
      await sendText(sandbox, '4915155500143', 'outside the window');
      await receiver.waitUntil(() => receiver.statuses.some(({ status }) => status === 'failed'));
      await receiver.waitUntil(() => receiver.statuses.some(({ status }) => status === 'delivered'));
      await call(sandbox, 'POST', control(`numbers/${ACME_NUMBER}/chats/maya/open`));
      await receiver.waitUntil(() => receiver.statuses.some(({ status }) => status === 'read'));
    });

    it('have the shape of the description', () => {
      for (const value of values()) {
        const schema = value.messages ? 'IncomingMessageValueGeneral' : 'StatusMessageValue';
        expectNone(schemas.problems(schema, value).filter((problem) => !isStricterThanSamples(problem)));
        expectNone(unknownNames(value));
      }
      for (const { body } of receiver.received) {
        expectNone(schemas.problems('WebhookPayload', { ...body, entry: [] }));
      }
    });

    const INBOUND: [string, (message: Json) => boolean][] = [
      ['in_meta_text_message.json', ({ type }) => type === 'text'],
      ['in_meta_image_message.json', ({ type }) => type === 'image'],
      ['in_netflie_document.json', ({ type }) => type === 'document'],
      ['in_netflie_sticker.json', ({ type }) => type === 'sticker'],
      ['in_meta_location_message.json', ({ type }) => type === 'location'],
      ['in_netflie_contact.json', ({ type }) => type === 'contacts'],
      ['in_meta_button_message.json', ({ type }) => type === 'button'],
      ['in_meta_interactive_button_reply_message.json', (message) => choiceOf(message) === 'button_reply'],
      ['in_meta_interactive_list_reply_message.json', (message) => choiceOf(message) === 'list_reply'],
      ['in_meta_reaction_message.json', ({ type }) => type === 'reaction'],
      ['in_meta_unsupported_message.json', ({ type }) => type === 'unsupported'],
      ['in_netflie_forwarded.json', ({ context }) => (context as Json | undefined)?.forwarded === true],
    ];

    it.each(INBOUND)('have all that %s has', (file, fits) => {
      const value = values().find(({ messages }) => (messages as Json[] | undefined)?.some(fits));
      expectNone(missingFields(valueOf(sample(file)), value ?? {}));
    });

    it.each(['sent', 'delivered', 'read', 'failed_131047'])('have all that the status %s has', (kind) => {
      const status = kind.split('_')[0];
      const value = values().find(({ statuses }) => (statuses as Json[] | undefined)?.[0]?.status === status);
      expectNone(missingFields(valueOf(sample(`derived_status_${kind}.json`)), value ?? {}));
    });
  });

  it('have signatures that are made the same way here', () => {
    const { cases, secret } = readContract('vectors', 'meta-signature.json') as { cases: Json[]; secret: string };
    for (const { body, signature, valid } of cases) {
      if (valid !== true) continue;
      expectNone(signWebhook(secret, body as string) === signature ? [] : [String(signature)]);
      if (body === '') continue;
      const written = serializeForMeta(JSON.parse(body as string));
      expectNone(written === body ? [] : [`${written} is written as ${String(body)}`]);
    }
  });
}

/** Real choices from lists have no description when the row has none, and real stickers more than an id; `then` says it twice. */
function isStricterThanSamples(problem: string): boolean {
  return /sticker|list_reply|failingKeyword/.test(problem);
}

function choiceOf({ interactive }: Json): unknown {
  return (interactive as Json | undefined)?.type;
}

function valueOf(payload: Json): Json {
  const [entry] = payload.entry as { changes: { value: Json }[] }[];
  return entry?.changes[0]?.value ?? {};
}
