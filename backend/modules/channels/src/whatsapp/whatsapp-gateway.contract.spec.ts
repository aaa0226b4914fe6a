import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import { OPEN_GATE } from '../limits/call-gate';
import { GraphClient, type GraphRequest } from './graph-client';
import { WhatsappGateway, type WhatsappSession } from './whatsapp-gateway';
import type { WhatsappSettings } from './whatsapp.config';

const CONTRACTS = process.env['CONTRACTS_DIR'] ?? resolve('../shared/contracts');
const DESCRIPTION = join(CONTRACTS, 'whatsapp/whatsapp-v23.0.reduced.repaired.openapi.json');
const isThere = existsSync(DESCRIPTION);

const CREDENTIALS = { accessToken: 'EAAtest', appSecret: '0123456789abcdef' };
const SESSION: WhatsappSession = {
  connectionId: 'connection',
  phoneNumberId: '106540352242922',
  businessAccountId: '102290129340398',
  gate: OPEN_GATE,
  credentials: CREDENTIALS,
};
const NUMBER = { id: '106540352242922', display_phone_number: '+1 631-555-5555', status: 'LINKED' };

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: object;
}

describe(`calls to Meta against its contract (${isThere ? 'v23.0' : 'not here'})`, () => {
  if (!isThere) {
    it('is not here to check', () => expect(isThere).toBe(false));
    return;
  }

  const description = JSON.parse(readFileSync(DESCRIPTION, 'utf8')) as Description;
  const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(description, 'whatsapp');
  const checked: string[] = [];

  /** The description's own operation behind a call; it knows no debug_token and no files. */
  function operationOf({ method, path }: GraphRequest): string | null {
    const template = Object.keys(description.paths).find((known) => {
      const pattern = known.replace('/{Version}/', '').replaceAll(/\{[^}]+\}/g, '\\d+');
      return new RegExp(`^${pattern}$`).test(path);
    });
    return template && description.paths[template]?.[method.toLowerCase()] ? template : null;
  }

  function schemaOf(template: string, method: string): string {
    const pointer = template.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D');
    return `whatsapp#/paths/${pointer}/${method.toLowerCase()}/requestBody/content/application~1json/schema`;
  }

  const gateway = new WhatsappGateway(new GraphClient({} as WhatsappSettings));

  beforeAll(() => {
    jest.spyOn(GraphClient.prototype, 'call').mockImplementation((_credentials, request) => {
      const template = operationOf(request);
      if (!template) throw new Error(`the contract knows no ${request.method} ${request.path}`);
      if (request.body) {
        const validate = ajv.getSchema(schemaOf(template, request.method));
        if (!validate?.(request.body))
          throw new Error(`${request.path} breaks the contract: ${JSON.stringify(validate?.errors)}`);
      }
      checked.push(`${request.method} ${template}`);
      return Promise.resolve({ ...NUMBER, data: [NUMBER], messages: [{ id: 'wamid.1' }], success: true });
    });
  });

  afterAll(() => jest.restoreAllMocks());

  it('sends text and templates, to numbers and to user ids, and marks as read while typing', async () => {
    const replyId = '019aa3c0-5555-7000-8000-000000000001';
    expect(await gateway.sendText(SESSION, { to: '16505551234' }, 'Hello', replyId)).toBe('wamid.1');
    await gateway.sendTemplate(SESSION, { to: '16505551234' }, { name: 'hello_world', language: 'en_US' }, replyId);
    await gateway.markReadAndTyping(SESSION, 'wamid.1');
  });

  it('reads numbers, templates and subscriptions, and subscribes', async () => {
    expect((await gateway.readNumber(CREDENTIALS, NUMBER.id)).status).toBe('LINKED');
    expect(await gateway.listNumbers(CREDENTIALS, SESSION.businessAccountId)).toHaveLength(1);
    await gateway.listTemplates(SESSION);
    await gateway.subscriptions(CREDENTIALS, SESSION.businessAccountId);
    await gateway.subscribe(SESSION, { address: 'https://konstruct.test/x', verifyToken: 'token' });
    await gateway.unsubscribe(SESSION);
    expect(new Set(checked).size).toBeGreaterThanOrEqual(7);
  });
});
