/** What a tool brought, or why it failed, in words for the model. */
export interface ToolOutcome {
  readonly text: string;
  readonly isError: boolean;
}

/** Something that a model may use while it answers. */
export interface ModelTool {
  /** Letters, digits, `_` and `-`, at most 64, and no other tool's. */
  readonly name: string;
  readonly description: string;
  /** JSON Schema of what it takes. */
  readonly inputSchema: Readonly<Record<string, unknown>>;
  /** Uses it. It does not throw: that it failed is an outcome, which the model is told. */
  invoke(input: unknown, signal: AbortSignal | undefined): Promise<ToolOutcome>;
}

/** A model's wish to use a tool. */
export interface ToolWish {
  readonly callId: string;
  readonly toolName: string;
  readonly input: unknown;
  /** Whether the SDK could read it; a wish for a tool that does not exist is not. */
  readonly isValid: boolean;
}
