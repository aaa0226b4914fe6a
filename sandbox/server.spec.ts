import { startSandbox, type RunningSandbox } from './index';

describe('server', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await startSandbox();
  });

  afterAll(() => sandbox.stop());

  const get = (path: string, init?: RequestInit) => fetch(`${sandbox.url}${path}`, init);

  it('is healthy and shows what there is', async () => {
    expect(await (await get('/health')).json()).toEqual({ status: 'ok' });
    const page = await (await get('/')).text();
    expect(page).toContain('nothing here leaves this computer');
    expect(page).toContain('href="/slack/workspace/T0ACMEDEMO"');
  });

  it.each(['/nothing', '/slack/nothing/here', '/model/v2/chat', '/assets/none.css', '/assets/..%2Fmain.mjs'])(
    'says that it does not implement %s',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(404);
      expect(JSON.stringify(await response.json())).toContain('does not implement');
    },
  );

  it('serves the workspace page without inline script or style', async () => {
    const response = await get('/slack/workspace/T0ACMEDEMO');
    const page = await response.text();
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const files = [...page.matchAll(/\/assets\/[a-z.-]+/g)].map(([file]) => file);
    expect(files).toContain('/assets/workspace.mjs');
    for (const file of files) expect((await get(file)).status).toBe(200);
  });

  it('names the workspaces when asked for one that is not there', async () => {
    const response = await get('/slack/workspace/T404');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('Acme Demo');
  });

  it.each(['/slack/_control/reset', '/model/_control/reset'])('keeps other sites away from %s', async (path) => {
    const foreign = await get(path, { method: 'POST', headers: { origin: 'https://evil.example' } });
    expect(foreign.status).toBe(403);
    expect((await get(path, { method: 'POST', headers: { origin: sandbox.url } })).status).toBe(200);
  });
});
