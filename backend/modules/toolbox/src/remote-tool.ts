import { cutText, toStorable } from '@konstruct/contracts';

/** A tool as its server describes it, kept so that employees know of it without asking each time. */
export interface RemoteTool {
  readonly name: string;
  /** The name that people read. */
  readonly title: string;
  readonly description: string;
  /** JSON Schema of what it takes. */
  readonly inputSchema: Readonly<Record<string, unknown>>;
  /** Whether the server says that it changes nothing; null when it does not say. */
  readonly isReadOnly: boolean | null;
}

/** What a server may say of a tool; it is somebody else's program, and models read every word of it. */
export interface DescribedTool {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly inputSchema: Readonly<Record<string, unknown>>;
  readonly annotations?: { readonly title?: string; readonly readOnlyHint?: boolean };
}

/** Tools of one server; what comes after them is left out. */
export const MAXIMUM_TOOLS = 100;

const NAME = /^[\w./-]{1,128}$/;
const TITLE_CHARACTERS = 120;
const DESCRIPTION_CHARACTERS = 1_500;
const SCHEMA_CHARACTERS = 20_000;

/** The tools that can be offered: names that models can say, schemas that are objects and not endless, no name twice. */
export function usableTools(described: readonly DescribedTool[]): RemoteTool[] {
  const usable = new Map<string, RemoteTool>();
  for (const tool of described) {
    const isUsable = NAME.test(tool.name) && isUsableSchema(tool.inputSchema);
    if (isUsable && !usable.has(tool.name) && usable.size < MAXIMUM_TOOLS) usable.set(tool.name, toRemoteTool(tool));
  }
  return [...usable.values()];
}

/** NUL characters and halves of characters, as JSON writes them: Postgres stores neither. */
const UNSTORABLE = /\\u(?:0000|d[89a-f]..)/i;

function isUsableSchema(schema: Readonly<Record<string, unknown>>): boolean {
  const text = JSON.stringify(schema);
  return text.length <= SCHEMA_CHARACTERS && !UNSTORABLE.test(text);
}

function toRemoteTool({ name, title, description = '', inputSchema, annotations }: DescribedTool): RemoteTool {
  return {
    name,
    title: toStorable(cutText(oneLine(title ?? annotations?.title ?? '') || readable(name), TITLE_CHARACTERS)),
    description: toStorable(cutText(description.trim(), DESCRIPTION_CHARACTERS)),
    inputSchema,
    isReadOnly: annotations?.readOnlyHint ?? null,
  };
}

/** "Find order" for `find_order`. */
function readable(name: string): string {
  const words = name.replaceAll(/[_./-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
