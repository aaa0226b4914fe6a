export const MCP_FAULT_KINDS = [
  'timeout',
  'server_error',
  'rate_limited',
  'not_authorised',
  'tool_error',
  'huge',
  'not_mcp',
  'redirect_inside',
] as const;

/** How the next use of a tool is to go wrong. */
export interface McpFault {
  kind: (typeof MCP_FAULT_KINDS)[number];
}
