/** Kinds of events to filter by: the first word of their type, which stands for all types that begin with it. */
export const AUDIT_KINDS: readonly { readonly value: string; readonly label: string }[] = [
  { value: 'agent', label: 'Employees' },
  { value: 'channel', label: 'Channels' },
  { value: 'conversation', label: 'Conversations' },
  { value: 'message', label: 'Deliveries' },
  { value: 'model', label: 'Model calls' },
  { value: 'tool', label: 'Tool uses' },
  { value: 'tool_server', label: 'Servers of tools' },
  { value: 'notice', label: 'Notices' },
  { value: 'notice_channel', label: 'Notices in Slack' },
  { value: 'test_message', label: 'Test messages' },
  { value: 'webhook', label: 'Webhooks' },
  { value: 'member', label: 'People' },
  { value: 'invitation', label: 'Invitations' },
  { value: 'user', label: 'Sign-ins' },
  { value: 'tenant', label: 'Business' },
];
