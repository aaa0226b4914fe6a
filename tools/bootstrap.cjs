'use strict';
/**
 * Runs before `npm start` and `npm test` on whatever Node the machine has, before anything is installed. It therefore uses
 * nothing but Node's own modules and old syntax. It installs the packages when the lock file changed, and says what to do
 * when it cannot. The packages bring Node 24 with them for most machines; npm puts that first on the path of its scripts.
 */
const { spawn, spawnSync } = require('child_process');
const { createHash } = require('crypto');
const { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('fs');
const { join } = require('path');

const ROOT = join(__dirname, '..');
const STAMP = join(ROOT, 'node_modules', '.konstruct-install');
const NODE_TO_INSTALL = 20;
const NODE_TO_RUN = 24;
const HEARTBEAT_MS = 10000;
const NO_NETWORK = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT)\b/;

function fail(lines) {
  process.stderr.write('\n' + lines.join('\n') + '\n\n');
  process.exit(1);
}

function majorOf(version) {
  return Number(version.replace(/^v/, '').split('.')[0]);
}

function fingerprint() {
  const hash = createHash('sha256').update(process.platform + ' ' + process.arch);
  for (const file of ['package-lock.json', '.npmrc']) {
    const path = join(ROOT, file);
    if (existsSync(path)) hash.update(readFileSync(path));
  }
  return hash.digest('hex');
}

/** npm may be a script, a .cmd file or part of a version manager: npm itself says how it was started. */
function npmCommand() {
  const script = process.env.npm_execpath;
  if (script && /\.c?js$/.test(script)) return [process.env.npm_node_execpath || process.execPath, [script], false];
  return ['npm', [], process.platform === 'win32'];
}

function install(done) {
  const [program, prefix, needsShell] = npmCommand();
  const startedAt = Date.now();
  process.stdout.write('Installing packages (a minute or two the first time) …\n');
  rmSync(STAMP, { force: true });
  // Not `npm ci`: it wants the lock file to list every package for every other operating system.
  const args = prefix.concat([
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--include=dev',
    '--include=optional',
  ]);
  const child = spawn(program, args, { cwd: ROOT, shell: needsShell, stdio: ['ignore', 'inherit', 'pipe'] });
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  const heartbeat = setInterval(() => process.stdout.write('  … ' + seconds() + ' s\n'), HEARTBEAT_MS);
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
    process.stderr.write(chunk);
  });
  child.on('error', (error) => fail(['npm could not be started: ' + error.message]));
  child.on('close', (code) => {
    clearInterval(heartbeat);
    if (code !== 0) explainFailure(errors);
    mkdirSync(join(ROOT, 'node_modules'), { recursive: true });
    writeFileSync(STAMP, fingerprint());
    process.stdout.write('✓ packages installed in ' + seconds() + ' s\n');
    done();
  });
}

function explainFailure(errors) {
  if (NO_NETWORK.test(errors)) {
    fail([
      'The packages could not be downloaded: the npm registry cannot be reached.',
      'Check the network. Behind a proxy, set HTTPS_PROXY or run: npm config set https-proxy http://your-proxy:port',
      'Then run the same command again.',
    ]);
  }
  fail([
    'The packages could not be installed. What npm said stands above; run the same command again once it is solved.',
  ]);
}

/** The Node that the npm scripts will find: the one that came with the packages, or the machine's own. */
function checkRuntime() {
  const local = join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  const found = existsSync(local)
    ? spawnSync('"' + local + '" --version', { shell: true, encoding: 'utf8' }).stdout.trim()
    : process.version;
  if (majorOf(found || '0') >= NODE_TO_RUN) return;
  fail([
    'Konstruct runs on Node ' + NODE_TO_RUN + ' or newer; this machine has ' + (found || 'none that works') + '.',
    'For this kind of machine (' + process.platform + ' ' + process.arch + ') no package brings it along.',
    'Install it from https://nodejs.org or with a version manager, then run the same command again.',
  ]);
}

if (majorOf(process.version) < NODE_TO_INSTALL) {
  fail([
    'Node ' + process.version + ' is too old: Konstruct needs Node ' + NODE_TO_INSTALL + ' or newer to install itself.',
    'Install a current one from https://nodejs.org or with a version manager, then run the same command again.',
  ]);
}
if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint()) checkRuntime();
else install(checkRuntime);
