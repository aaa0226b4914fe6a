import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { eventually, startProduct, type RunningProduct } from './product';
import { hireOnWhatsapp, type WhatsappEmployee } from './whatsapp-number';

const FOLDER = join(process.env['CONTRACTS_DIR'] ?? resolve('../shared/contracts'), 'payloads/whatsapp');
const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => /^(?:in|derived)_.*\.json$/.test(name)) : [];

interface Payload {
  readonly entry: {
    id: string;
    readonly changes: { readonly field: string; readonly value: { metadata?: { phone_number_id: string } } }[];
  }[];
}

/** What the model must read of each message; a payload that is not here must be stored without any effect on a conversation. */
const READ_AS: Readonly<Record<string, RegExp>> = {
  'in_meta_button_message.json': /^\S/,
  'in_meta_image_message.json': /^Taj Mahal$/,
  'in_meta_interactive_button_reply_message.json': /^\S/,
  'in_meta_interactive_list_reply_message.json': /^\S/,
  'in_meta_location_message.json': /^\[Shared a location: /,
  'in_meta_reaction_message.json': /^\[Reacted with /,
  'in_meta_text_message.json': /^Does it come in another color\?$/,
  'in_meta_text_message_from_click_to_whatsapp_ad.json': /^\[Came from the advertisement /,
  'in_meta_text_message_with_context_product_inquiry.json':
    /^\[About the product di9ozbzfi4\]\nIs this still available\?$/,
  'in_meta_unsupported_message.json': /does not pass on/,
  'in_gokapso_payload.json': /^\[Ordered from the catalogue: 1 × SKU-1\]\nThanks for your order!$/,
  'in_gokapso_payload_2.json': /^hi$/,
  'in_netflie_button.json': /^\S/,
  'in_netflie_button_reply.json': /^\S/,
  'in_netflie_contact.json': /^\[Shared the contact CONTACT_FORMATTED_NAME/,
  'in_netflie_document.json': /^CAPTION_TEXT$/,
  'in_netflie_flow.json': /^\[Filled in the form flow\]\nscreen_0_name_0: Email/,
  'in_netflie_forwarded.json': /^\[Forwarded\]\nMESSAGE_BODY$/,
  'in_netflie_image.json': /^CAPTION_TEXT$/,
  'in_netflie_list.json': /^\S/,
  'in_netflie_location.json': /^\[Shared a location: /,
  'in_netflie_notification.json': /No$/,
  'in_netflie_reaction.json': /^\[Reacted with /,
  'in_netflie_sticker.json': /^$/,
  'in_netflie_text.json': /^\S/,
};

describe(`real payloads of WhatsApp (${files.length} in CONTRACTS_DIR)`, () => {
  if (files.length === 0) {
    it('has none to check here', () => expect(files).toEqual([]));
    return;
  }

  let product: RunningProduct;
  let database: Client;

  beforeAll(async () => {
    product = await startProduct();
    database = new Client({ connectionString: product.database.ownerUrl });
    await database.connect();
  }, 60_000);

  afterAll(async () => {
    await database.end();
    await product.stop();
  });

  /** As Meta writes it, and as if it were about the connected number. */
  function addressed(payload: Payload, { number }: WhatsappEmployee): string {
    for (const entry of payload.entry) {
      entry.id = number.business_account_id;
      for (const { value } of entry.changes) {
        if (value.metadata) value.metadata.phone_number_id = number.phone_number_id;
      }
    }
    return JSON.stringify(payload).replaceAll(
      /[\u007f-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  }

  const post = async ({ connectionId, number }: WhatsappEmployee, body: string): Promise<number> => {
    const signature = createHmac('sha256', number.app_secret).update(body).digest('hex');
    const response = await fetch(`${product.url}/api/webhooks/whatsapp/${connectionId}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
      body,
    });
    return response.status;
  };

  async function settled(tenantId: string, since: Date): Promise<{ state: string; outcome: string }[]> {
    return eventually(async () => {
      const { rows } = await database.query<{ state: string; outcome: string }>(
        'SELECT state, outcome FROM inbox_events WHERE tenant_id = $1 AND received_at > $2 ORDER BY id',
        [tenantId, since],
      );
      return rows.length > 0 && rows.every(({ state }) => state !== 'received') ? rows : null;
    }, 'everything to be worked on');
  }

  it.each(files)('%s has the right effect', async (file) => {
    const employee = await hireOnWhatsapp(product);
    await new Promise((passed) => setTimeout(passed, 150));
    const since = new Date();
    const body = addressed(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Payload, employee);
    expect([await post(employee, body), await post(employee, body)]).toEqual([200, 200]);
    const outcomes = await settled(employee.tenantId, since);
    expect(outcomes.filter(({ state }) => state === 'failed')).toEqual([]);
    const { rows } = await database.query<{ text: string }>(
      `SELECT text FROM messages WHERE tenant_id = $1 AND direction = 'inbound' ORDER BY created_at, id`,
      [employee.tenantId],
    );
    const expected = READ_AS[file];
    if (expected) expect(rows[0]?.text).toMatch(expected);
    else expect(rows).toEqual([]);
  });
});
