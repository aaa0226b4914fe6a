import { str } from 'envalid';
import { platformSettings } from './platform.config';
import { checkAllSettings, ConfigurationError, defineSettings, readSettings } from './settings';
import { longSecret, wholeNumber } from './validators';

const group = defineSettings('Test', {
  NAME: str({ desc: 'The name of it.', example: 'acme' }),
  SECRET: longSecret({ desc: 'A secret.' }),
  COUNT: wholeNumber(1, 5)({ desc: 'How many.', default: 3 }),
});

function problemsOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

describe('settings', () => {
  it('reads values and defaults', () => {
    const settings = readSettings(group, { NAME: 'acme', SECRET: 'x'.repeat(32) });
    expect([settings.NAME, settings.COUNT]).toEqual(['acme', 3]);
  });

  it('names every wrong variable at once, with what it should be, and never its secret value', () => {
    const problems = problemsOf(() => readSettings(group, { SECRET: 'hunter2', COUNT: '9' }));
    expect(problems).toHaveLength(3);
    expect(problems.join('\n')).toContain('NAME is missing. It is the name of it. For example: acme');
    expect(problems.join('\n')).toContain('must have at least 32 characters, has 7');
    expect(problems.join('\n')).toContain('must be a whole number from 1 to 5, is "9"');
    expect(problems.join('\n')).not.toContain('hunter2');
  });

  it('takes an empty variable as not set', () => {
    expect(problemsOf(() => readSettings(group, { NAME: '', SECRET: 'x'.repeat(32) }))[0]).toContain('NAME is missing');
  });

  it('collects the problems of all groups', () => {
    expect(problemsOf(() => checkAllSettings([group, platformSettings] as never, {}))).toHaveLength(3);
  });

  it('refuses the sandbox in production', () => {
    const environment = {
      NODE_ENV: 'production',
      DATABASE_URL: 'postgres://a@b/c',
      PUBLIC_URL: 'https://k.example',
      SANDBOX_URL: 'http://localhost:3001',
    };
    expect(problemsOf(() => readSettings(platformSettings, environment))[0]).toContain('SANDBOX_URL must not be set');
  });
});
