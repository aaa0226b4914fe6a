import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { WORKSPACE_ROOT } from '../workspace-root.ts';

const COMMAND = /\bnpm (?:run ([\w:-]+)|(start|test)\b)/g;

function documents(): string[] {
  const inDocs = readdirSync(join(WORKSPACE_ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) =>
    join('docs', name),
  );
  return [...readdirSync(WORKSPACE_ROOT), ...inDocs].filter((name) => name.endsWith('.md'));
}

describe('the commands that the documents name', () => {
  const { scripts } = JSON.parse(readFileSync(join(WORKSPACE_ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };

  it.each(documents())('in %s exist', (document) => {
    const text = readFileSync(join(WORKSPACE_ROOT, document), 'utf8');
    const unknown = [...text.matchAll(COMMAND)]
      .map(([, script, lifecycle]) => script ?? lifecycle ?? '')
      .filter((name) => !(name in scripts));
    expect(unknown).toEqual([]);
  });
});
