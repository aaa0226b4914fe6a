/** One call of the Graph API as it was, without its tokens and secrets. */
export interface GraphRequestRecord {
  at: string;
  operation: string;
  method: string;
  path: string;
  /** The number, account or file that it was about. */
  object_id: string | null;
  args: Record<string, unknown>;
  /** Whether it came with an appsecret_proof. */
  has_proof: boolean;
  /** Null when the connection was cut. */
  status: number | null;
  ok: boolean;
  code: number | null;
  fault: string | null;
  /** With send_message: the message that was made, also when the answer never arrived. */
  message_id: string | null;
}

const SECRET_ARGUMENTS = new Set(['access_token', 'appsecret_proof', 'input_token', 'verify_token', 'pin', 'file']);

export function withoutSecrets(args: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, SECRET_ARGUMENTS.has(name) ? '[redacted]' : value]),
  );
}
