/** What a tool brings: words, and whether they tell of a failure. */
export interface ToolAnswer {
  text: string;
  isError?: boolean;
}

/** A tool of the sandbox. */
export interface SandboxTool {
  name: string;
  title: string;
  description: string;
  /** JSON Schema of each thing that it takes; all of them are required. */
  takes: Record<string, { type: 'string'; description: string }>;
  isReadOnly: boolean;
  run(input: Record<string, string>): ToolAnswer;
}
