/** One line of a child's output, understood as far as it is structured. */
export interface LogLine {
  text: string;
  isProblem: boolean;
}

const WARNING = 40;
const LEVEL_NAMES: Record<number, string> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};

/** Turns a JSON log line into one a person can read; any other line stays as it is. */
export function readLogLine(line: string, source: 'stdout' | 'stderr'): LogLine {
  const entry = parseEntry(line);
  if (entry === undefined) return { text: line, isProblem: source === 'stderr' };
  const level = typeof entry.level === 'number' ? entry.level : 30;
  const context = typeof entry.context === 'string' ? `[${entry.context}] ` : '';
  const message = typeof entry.msg === 'string' ? entry.msg : '';
  return {
    text: `${LEVEL_NAMES[level] ?? level}: ${context}${message}${stackOf(entry.err)}`,
    isProblem: level >= WARNING,
  };
}

function parseEntry(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function stackOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const { stack, message } = error as { stack?: string; message?: string };
  const text = stack ?? message;
  return text === undefined ? '' : `\n${text}`;
}
