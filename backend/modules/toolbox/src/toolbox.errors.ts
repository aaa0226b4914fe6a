import { ProblemError, problemTable, type ProblemExtras } from '@konstruct/platform';

const problems = problemTable({
  tool_server_not_found: {
    status: 404,
    title: 'Server not found',
    detail: 'There is no such server of tools in this business. Open Settings, Tools to see those that there are.',
  },
  tool_server_name_taken: {
    status: 409,
    title: 'The name is taken',
    detail: 'Another server of tools has this name already. Choose another one: employees tell servers apart by name.',
  },
  too_many_tool_servers: {
    status: 409,
    title: 'Enough servers',
    detail: 'A business can have 20 servers of tools. Remove one that is not used any more.',
  },
  tool_server_token_unreadable: {
    status: 409,
    title: 'The token cannot be read',
    detail:
      'The stored token cannot be decrypted any more, because the encryption key of this installation was changed or lost. Give the token again, or ask who runs this installation to bring the encryption key back.',
  },
  token_service_unavailable: {
    status: 503,
    title: 'Tokens are out of reach at the moment',
    detail: 'The service that encrypts tokens does not answer. Nothing was changed. Try again in a moment.',
  },
  tool_server_unusable: {
    status: 422,
    title: 'The server cannot be used',
    detail: 'The server did not answer as a server of tools does. Check address and token.',
  },
});

/** Codes of this module's errors. */
export type ToolProblemCode = keyof typeof problems;

/** An error of this module. */
export class ToolError extends ProblemError<ToolProblemCode> {
  constructor(code: ToolProblemCode, extras?: ProblemExtras) {
    super(code, problems[code], extras);
  }
}
