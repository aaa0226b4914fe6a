import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const BACKEND = join(__dirname, '..', '..', 'backend');

describe('what requests and answers are called', () => {
  it('is unique: of two classes with one name, the contract would keep one', () => {
    const files = globSync('**/*.dto.ts', { cwd: BACKEND, exclude: ['**/node_modules/**'] });
    const names = files.flatMap((file) =>
      [...readFileSync(join(BACKEND, file), 'utf8').matchAll(/^(?:export )?(?:abstract )?class (\w+)/gm)].map(
        ([, name]) => name,
      ),
    );
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
