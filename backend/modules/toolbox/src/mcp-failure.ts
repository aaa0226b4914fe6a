/** Why a server of tools did not do what it was asked. */
export type McpFailureCode =
  | 'address_refused'
  | 'unreachable'
  | 'not_authorised'
  | 'not_mcp'
  | 'timeout'
  | 'too_large'
  | 'rate_limited'
  | 'server_error'
  | 'refused'
  | 'cancelled';

/** What an operator reads about it. */
export interface McpFailureText {
  readonly meaning: string;
  readonly fix: string;
}

/** The exhaustive table of failures. */
export const MCP_FAILURES: Readonly<Record<McpFailureCode, McpFailureText>> = {
  address_refused: {
    meaning: 'The address leads to a private network, is not encrypted, or redirects to such an address.',
    fix: 'Give the address of a server on the public internet that starts with https://.',
  },
  unreachable: {
    meaning: 'No connection to the server could be made.',
    fix: 'Check the address, and that the server is running and can be reached from the internet.',
  },
  not_authorised: {
    meaning: 'The server does not accept the token, or wants one and got none.',
    fix: 'Make a new token at the server and enter it here.',
  },
  not_mcp: {
    meaning: 'Something answers at the address, but it does not speak MCP over HTTP.',
    fix: 'Give the address of the MCP endpoint itself; it often ends in /mcp.',
  },
  timeout: {
    meaning: 'The server did not answer in time.',
    fix: 'Try again. If it happens often, ask whoever runs the server.',
  },
  too_large: {
    meaning: 'The server answered with more than can be read.',
    fix: 'Use a tool that brings less at once, or ask whoever runs the server for one.',
  },
  rate_limited: {
    meaning: 'The server limits how often it may be asked.',
    fix: 'Wait a minute. If it happens often, ask whoever runs the server for a higher limit.',
  },
  server_error: {
    meaning: 'The server answered with an error of its own.',
    fix: 'Try again in a few minutes, or ask whoever runs the server.',
  },
  refused: {
    meaning: 'The server refused the request.',
    fix: 'Check the server: the tool may have changed or need other settings.',
  },
  cancelled: { meaning: 'The request was stopped before the server answered.', fix: 'Try again.' },
};

/** A failure of a server of tools. It holds nothing that was sent; `words` are the server's own, for the model. */
export class McpFailure extends Error {
  constructor(
    readonly code: McpFailureCode,
    readonly words: string | null = null,
  ) {
    super(MCP_FAILURES[code].meaning);
    this.name = 'McpFailure';
  }
}

/** What a code in the books means; codes of earlier versions get general words. */
export function explainMcpFailure(code: string): McpFailureText & { readonly code: string } {
  const known = Object.hasOwn(MCP_FAILURES, code) ? (code as McpFailureCode) : 'server_error';
  return { code, ...MCP_FAILURES[known] };
}
