import { spawn } from 'node:child_process';

/** Opens the address where a person sits in front of it: on a terminal, with a display, and not in CI. */
export function openBrowser(url: string): void {
  if (!process.stdout.isTTY || process.env.CI || !hasDisplay()) return;
  const [program, ...args] = openCommand(url);
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  // Without a browser the printed address is enough.
  child.once('error', () => undefined);
  child.unref();
}

function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

function openCommand(url: string): [string, ...string[]] {
  if (process.platform === 'darwin') return ['open', url];
  if (process.platform === 'win32') return ['cmd', '/c', 'start', '', url];
  return ['xdg-open', url];
}
