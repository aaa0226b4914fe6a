import type { WhatsAppFault } from '../whatsapp-fault';
import type { GraphOperationName } from '../whatsapp-fault';
import type { WhatsAppServices } from '../whatsapp-services';

/** A call as it came in: query and body are one set of arguments, as at Meta. */
export interface GraphCall {
  method: string;
  path: string;
  /** The number, account or file in the path; empty for debug_token. */
  objectId: string;
  args: Record<string, unknown>;
  authorization: string | undefined;
}

/** What an operation makes of a call, and what the record says of it. */
export interface GraphResult {
  body: unknown;
  headers?: Record<string, string>;
  messageId?: string;
}

export interface OperationContext {
  call: GraphCall;
  services: WhatsAppServices;
  /** A fault that lets the call through but has something to say about what comes of it. */
  fault: WhatsAppFault | null;
}

export interface GraphOperation {
  name: GraphOperationName;
  method: 'GET' | 'POST' | 'DELETE';
  /** Below the version, with `:id` for the object. */
  path: string;
  handle(context: OperationContext): GraphResult | Promise<GraphResult>;
}

export function textOf(args: Record<string, unknown>, name: string): string | undefined {
  const value = args[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The fields that were asked for, besides the id; the defaults when nobody asked. */
export function selectFields(
  all: Record<string, unknown>,
  args: Record<string, unknown>,
  defaults: string[],
): Record<string, unknown> {
  const wanted =
    textOf(args, 'fields')
      ?.split(',')
      .map((field) => field.trim()) ?? defaults;
  return Object.fromEntries(Object.entries(all).filter(([name]) => name === 'id' || wanted.includes(name)));
}
