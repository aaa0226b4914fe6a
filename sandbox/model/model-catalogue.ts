/** Models that the sandbox answers for, with the time at which each was published; any dated snapshot of one works too. */
const MODELS: Record<string, string> = {
  'chatgpt-4o-latest': '2024-08-15',
  'gpt-3.5-turbo': '2023-03-01',
  'gpt-4': '2023-06-27',
  'gpt-4-turbo': '2024-04-09',
  'gpt-4.1': '2025-04-14',
  'gpt-4.1-mini': '2025-04-14',
  'gpt-4.1-nano': '2025-04-14',
  'gpt-4o': '2024-05-13',
  'gpt-4o-mini': '2024-07-18',
  'gpt-5': '2025-08-07',
  'gpt-5-mini': '2025-08-07',
  'gpt-5-nano': '2025-08-07',
  'gpt-5-pro': '2025-10-06',
  'gpt-5.1': '2025-11-13',
  'gpt-5.2': '2025-12-11',
  'gpt-5.3': '2026-02-05',
  'gpt-5.4': '2026-03-05',
  'gpt-5.4-mini': '2026-03-17',
  'gpt-5.4-nano': '2026-03-17',
  'gpt-5.5': '2026-04-23',
  'gpt-5.6': '2026-07-09',
  'gpt-5.6-luna': '2026-07-09',
  'gpt-5.6-sol': '2026-07-09',
  'gpt-5.6-terra': '2026-07-09',
  'gpt-chat-latest': '2026-04-23',
  'gpt-oss-120b': '2025-08-05',
  'gpt-oss-20b': '2025-08-05',
  o1: '2024-12-17',
  'o1-mini': '2024-09-12',
  o3: '2025-04-16',
  'o3-mini': '2025-01-31',
  'o4-mini': '2025-04-16',
};

export interface ModelEntry {
  id: string;
  object: 'model';
  created: number;
  owned_by: string;
}

function present(id: string, published: string): ModelEntry {
  return { id, object: 'model', created: Date.parse(published) / 1_000, owned_by: 'konstruct-sandbox' };
}

export function listModels(): ModelEntry[] {
  return Object.entries(MODELS).map(([id, published]) => present(id, published));
}

/** Also finds `gpt-4o-2024-08-06`, `gpt-5.2-chat-latest` and the like, under the id that was asked for. */
export function findModel(id: string): ModelEntry | null {
  const published = MODELS[id] ?? MODELS[id.replace(/-(?:\d{4}-\d{2}-\d{2}|chat-latest)$/, '')];
  return published ? present(id, published) : null;
}

/** Models that think before they answer, and therefore take max_completion_tokens only. */
export function isReasoningModel(id: string): boolean {
  return /^(o\d|gpt-5)/.test(id);
}
