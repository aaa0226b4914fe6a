/** One call of the Web API as it was, without its tokens and secrets. */
export interface ApiRequestRecord {
  at: string;
  method: string;
  team_id: string | null;
  args: Record<string, unknown>;
  status: number | null;
  ok: boolean;
  error: string | null;
  fault: string | null;
}

const SECRET_ARGUMENTS = new Set(['token', 'client_secret', 'refresh_token', 'code']);

export function withoutSecrets(args: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, SECRET_ARGUMENTS.has(name) ? '[redacted]' : value]),
  );
}
