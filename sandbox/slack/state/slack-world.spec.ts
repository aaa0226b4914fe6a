import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../index';
import { ACME, call, install, say } from '../../testing/control';

describe('state of the workspaces', () => {
  let dataDir: string;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  });

  afterEach(() => rmSync(dataDir, { recursive: true }));

  it('outlives the program: messages, installations and tokens', async () => {
    const first = await startSandbox({ dataDir });
    const grant = await install(first);
    await say(first, 'general', 'remember me');
    await first.stop();
    expect(readdirSync(dataDir)).toContain('slack.json');
    const second = await startSandbox({ dataDir });
    const listed = await call(second, 'GET', `/slack/_control/workspaces/${ACME}/messages?channel=general`);
    expect(listed.messages).toContainEqual(expect.objectContaining({ text: 'remember me' }));
    const headers = { authorization: `Bearer ${String(grant.access_token)}` };
    const test = await fetch(`${second.slackApiUrl}auth.test`, { method: 'POST', headers });
    expect(await test.json()).toMatchObject({ ok: true, team_id: ACME });
    await second.stop();
  });

  it('puts an unreadable file aside and starts afresh', async () => {
    const warnings = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    writeFileSync(join(dataDir, 'slack.json'), '{ half');
    const sandbox = await startSandbox({ dataDir });
    expect(await call(sandbox, 'GET', `/slack/_control/workspaces/${ACME}`)).toMatchObject({ name: 'Acme Demo' });
    expect(readdirSync(dataDir)).toContain('slack.json.unreadable');
    expect(warnings).toHaveBeenCalledWith(expect.stringContaining('unreadable'));
    await sandbox.stop();
  });

  it('takes a workspace with ids of one’s own', async () => {
    const sandbox = await startSandbox();
    const made = await call(sandbox, 'POST', '/slack/_control/workspaces', {
      team_id: 'T111',
      name: 'Payloads',
      bot_user_id: 'U111',
      users: [{ id: 'W111', name: 'ada', real_name: 'Ada' }],
      channels: [
        { id: 'C111', name: 'general', members: ['W111', 'U111'] },
        { id: 'C222', name: 'secret', is_private: true },
      ],
    });
    expect(made).toMatchObject({ http_status: 201, team_id: 'T111', channels: [{ id: 'C111' }, { kind: 'group' }] });
    const again = await call(sandbox, 'POST', '/slack/_control/workspaces', { team_id: 'T111', name: 'Twice' });
    expect(again).toMatchObject({ http_status: 409 });
    const wrong = await call(sandbox, 'POST', '/slack/_control/workspaces', { name: 'x', chanels: [] });
    expect(wrong).toMatchObject({ http_status: 400 });
    await sandbox.stop();
  });
});
