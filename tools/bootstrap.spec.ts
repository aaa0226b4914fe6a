import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { WORKSPACE_ROOT } from './workspace-root.ts';

describe('the bootstrap on a machine', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'konstruct-bootstrap-'));
    mkdirSync(join(root, 'tools'));
    mkdirSync(join(root, 'node_modules'));
    cpSync(join(WORKSPACE_ROOT, 'tools', 'bootstrap.cjs'), join(root, 'tools', 'bootstrap.cjs'));
    writeFileSync(join(root, 'package-lock.json'), '{}');
  });

  afterEach(() => rmSync(root, { recursive: true }));

  /** `npm` stands for the script that npm would run; `nodeVersion` for the machine's Node. */
  function bootstrap(npm: string, nodeVersion = process.version): SpawnSyncReturns<string> {
    const npmScript = join(root, 'npm.cjs');
    const preload = join(root, 'version.cjs');
    writeFileSync(npmScript, npm);
    writeFileSync(preload, `Object.defineProperty(process, 'version', { value: '${nodeVersion}' });`);
    return spawnSync(process.execPath, ['--require', preload, join(root, 'tools', 'bootstrap.cjs')], {
      env: { PATH: process.env.PATH, npm_execpath: npmScript },
      encoding: 'utf8',
    });
  }

  const COUNTING_NPM = `require('fs').appendFileSync(require('path').join(__dirname, 'installs'), 'x');`;

  it('installs once, and again when the lock file changed', () => {
    expect(bootstrap(COUNTING_NPM).stdout).toContain('packages installed');
    expect(bootstrap(COUNTING_NPM).stdout).toBe('');
    writeFileSync(join(root, 'package-lock.json'), '{"changed":true}');
    expect(bootstrap(COUNTING_NPM).stdout).toContain('packages installed');
  });

  it('says what to do without a network, and tries again next time', () => {
    const offline = bootstrap(`process.stderr.write('npm error code ENOTFOUND'); process.exit(1);`);
    expect(offline.status).toBe(1);
    expect(offline.stderr).toContain('the npm registry cannot be reached');
    expect(bootstrap(COUNTING_NPM).stdout).toContain('packages installed');
  });

  it('says what to do when Node is too old to install', () => {
    const old = bootstrap(COUNTING_NPM, 'v18.20.0');
    expect(old.status).toBe(1);
    expect(old.stderr).toContain('Node v18.20.0 is too old');
  });

  it('says what to do when no package brings a Node for this machine', () => {
    const old = bootstrap(COUNTING_NPM, 'v20.20.2');
    expect(old.status).toBe(1);
    expect(old.stderr).toContain('Konstruct runs on Node 24 or newer; this machine has v20.20.2');
  });
});
