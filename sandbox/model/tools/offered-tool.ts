/** A tool that a request offers, as OpenAI's chat completions describe it. */
export interface OfferedTool {
  name: string;
  description: string;
  properties: Record<string, { type?: string; description?: string; enum?: unknown[] }>;
  required: string[];
}

/** A wish to use one. */
export interface ToolCall {
  id: string;
  name: string;
  /** JSON text, as the protocol has it. */
  arguments: string;
}

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads the tools of a request; kinds other than functions are left aside. */
export function readTools(tools: unknown): OfferedTool[] {
  if (!Array.isArray(tools)) return [];
  return tools.flatMap((tool: unknown) => {
    const definition = isObject(tool) && isObject(tool.function) ? tool.function : null;
    if (typeof definition?.name !== 'string') return [];
    const schema = isObject(definition.parameters) ? definition.parameters : {};
    return [
      {
        name: definition.name,
        description: typeof definition.description === 'string' ? definition.description : '',
        properties: isObject(schema.properties) ? (schema.properties as OfferedTool['properties']) : {},
        required: Array.isArray(schema.required) ? schema.required.map(String) : [],
      },
    ];
  });
}
