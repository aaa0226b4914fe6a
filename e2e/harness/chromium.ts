import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Browser, chromium } from 'playwright-core';

import { runScript } from '../../tools/processes/run-script.ts';
import { WORKSPACE_ROOT } from '../../tools/workspace-root.ts';

/** Works as root and in containers; web security stays on, because the journeys are to find what it blocks. */
const FLAGS = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'];

/**
 * A browser that needs nothing of the machine: the Chromium that came with npm (Linux), or the one that CHROME_PATH names, or an
 * installed Chrome.
 */
export async function launchBrowser(): Promise<Browser> {
  const attempts: string[] = [];
  for (const launch of [launchNamed, launchBundled, launchInstalled]) {
    try {
      const browser = await launch();
      if (browser !== undefined) return browser;
    } catch (error) {
      attempts.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
    }
  }
  throw new Error(
    `No browser starts on this machine. Install Chrome, or set CHROME_PATH to a Chromium.\n${attempts.join('\n')}`,
  );
}

async function launchNamed(): Promise<Browser | undefined> {
  const executablePath = process.env.CHROME_PATH;
  return executablePath ? chromium.launch({ executablePath, args: FLAGS }) : undefined;
}

async function launchBundled(): Promise<Browser | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = await unpackBundledChromium();
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: FLAGS,
    env: { ...definedVariables(), ...fontEnvironment(folder) },
  });
}

async function launchInstalled(): Promise<Browser | undefined> {
  return chromium.launch({ channel: 'chrome', args: FLAGS });
}

/**
 * The package unpacks into the temporary folder and takes whatever "chromium" it finds there; a process of its own, told that
 * the temporary folder is another one, gives every version a folder of its own.
 */
async function unpackBundledChromium(): Promise<string> {
  const manifest = readFileSync(join(WORKSPACE_ROOT, 'node_modules', '@sparticuz', 'chromium', 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const folder = join(WORKSPACE_ROOT, '.cache', `chromium-${version}`);
  if (existsSync(join(folder, 'chromium'))) return folder;
  mkdirSync(join(WORKSPACE_ROOT, '.cache'), { recursive: true });
  const unfinished = mkdtempSync(`${folder}-`);
  const unpack = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;
  await runScript('Unpacking Chromium', ['--input-type=module', '--eval', unpack], {
    PATH: process.env.PATH,
    TMPDIR: unfinished,
  });
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
  return folder;
}

/** A machine without fonts would show empty pages; the package brings one. */
function fontEnvironment(folder: string): Record<string, string> {
  if (existsSync('/etc/fonts/fonts.conf')) return {};
  const configuration = join(folder, 'konstruct-fonts.conf');
  writeFileSync(
    configuration,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}/fonts</dir>` +
      `<cachedir>${folder}/fonts-cache</cachedir></fontconfig>`,
  );
  return { FONTCONFIG_FILE: configuration };
}

function definedVariables(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
