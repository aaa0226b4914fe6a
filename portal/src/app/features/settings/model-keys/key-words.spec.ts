import { modelKeyView } from '../../../testing/wire-samples';
import { deletionWords, hintWords, sourceWords, statusOf } from './key-words';

describe('words about model keys', () => {
  it('tell how a key is doing', () => {
    expect(statusOf(modelKeyView())).toEqual({ label: 'Works', tone: 'success' });
    expect(statusOf(modelKeyView({ failing_since: '2026-11-21T09:30:00.000Z' })).tone).toBe('danger');
    const failed = { checked_at: '2026-11-21T09:30:00.000Z', verdict: 'unreachable', detail: '…' } as const;
    expect(statusOf(modelKeyView({ last_check: failed }))).toEqual({ label: 'Check failed', tone: 'warning' });
  });

  it('show no more of a key than its last characters', () => {
    expect(hintWords(modelKeyView({ key_hint: 'x7Qa' }))).toBe('•••• x7Qa');
    expect(hintWords(modelKeyView({ key_hint: '' }))).toBe('not shown');
  });

  it('say what a provider is called with', () => {
    const provider = { provider: 'mistral', name: 'Mistral', key_page_url: null } as const;
    expect(sourceWords({ ...provider, key_source: 'installation' })).toBe("Uses this installation's key");
    expect(sourceWords({ ...provider, key_source: 'none' })).toContain('cannot be used');
  });

  it('name the employees who would lose a key', () => {
    const [mia, leo] = [
      { id: '1', name: 'Mia' },
      { id: '2', name: 'Leo' },
    ];
    expect(deletionWords(modelKeyView({ agents: [] }), 'OpenAI')).toContain('No employee uses it');
    expect(deletionWords(modelKeyView({ agents: [mia] }), 'OpenAI')).toContain('Mia uses it.');
    expect(deletionWords(modelKeyView({ agents: [mia, leo] }), 'OpenAI')).toContain('Mia and Leo use it.');
  });
});
