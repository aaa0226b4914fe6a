export { McpTestServer } from './mcp-test-server';
