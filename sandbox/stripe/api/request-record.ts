/** What was asked of the API and how it was answered; the key that it came with is not kept. */
export interface ApiRequestRecord {
  id: string;
  at: string;
  method: string;
  path: string;
  params: Record<string, unknown>;
  idempotency_key: string | null;
  /** Null when the connection was dropped. */
  status: number | null;
  fault: string | null;
  is_replay: boolean;
}
