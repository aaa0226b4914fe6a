import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../index';
import { call, type Json } from '../../testing/control';
import { ACME_NUMBER, MAYA_PHONE, graph, sendText } from '../../testing/graph';

describe('state of the phones', () => {
  let dataDir: string;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  });

  afterEach(() => rmSync(dataDir, { recursive: true }));

  it('outlives the program: people, chats with their window, accounts, tokens', async () => {
    const first = await startSandbox({ dataDir });
    const people = await call(first, 'GET', '/whatsapp/_control/people');
    const maya = (people.people as { id: string; phone: string | null }[]).find(({ phone }) => phone === MAYA_PHONE);
    const chatPath = `/whatsapp/_control/numbers/${ACME_NUMBER}/chats/${maya?.id ?? ''}`;
    await call(first, 'POST', `/whatsapp/_control/numbers/${ACME_NUMBER}/messages`, {
      person: maya?.id,
      text: 'remember me',
    });
    expect(await sendText(first, MAYA_PHONE, 'I do')).toMatchObject({ http_status: 200 });
    const made = await call(first, 'POST', '/whatsapp/_control/accounts', { name: 'Globex' });
    await first.stop();
    expect(readdirSync(dataDir)).toContain('whatsapp.json');

    const second = await startSandbox({ dataDir });
    const chat = await call(second, 'GET', chatPath);
    const messages = chat.messages as { content: { body?: string } }[];
    expect(messages.map(({ content }) => content.body)).toEqual(expect.arrayContaining(['remember me', 'I do']));
    expect(chat).toMatchObject({ is_window_open: true });
    const credentials = { token: String(made.access_token), secret: String(made.app_secret) };
    const number: Json = await graph(second, 'GET', String(made.phone_number_id), undefined, credentials);
    expect(number).toMatchObject({ http_status: 200, id: made.phone_number_id });
    await second.stop();
  });
});
