import { isReasoningModel, findModel } from '../model-catalogue';
import { badRequest, OpenAiError } from '../openai-error';
import { readTools, type OfferedTool } from '../tools/offered-tool';

export type ChatRole = 'system' | 'developer' | 'user' | 'assistant' | 'tool' | 'function';

export interface ChatMessage {
  role: ChatRole;
  text: string;
  name: string | null;
  /** Images, files and sound: counted, but not understood. */
  otherParts: number;
}

export interface ChatRequest {
  model: string;
  messages: ChatMessage[];
  maxTokens: number | null;
  reasoningEffort: string | null;
  isStream: boolean;
  includeUsage: boolean;
  isJson: boolean;
  tools: OfferedTool[];
  mayUseTools: boolean;
}

const ROLES: readonly string[] = ['system', 'developer', 'user', 'assistant', 'tool', 'function'];

const KNOWN_PARAMETERS = new Set(
  `model messages service_tier modalities verbosity reasoning_effort max_completion_tokens frequency_penalty
  presence_penalty web_search_options top_logprobs response_format audio store moderation stream stop logit_bias logprobs
  max_tokens n prediction seed stream_options tools tool_choice parallel_tool_calls function_call functions metadata
  temperature top_p user safety_identifier prompt_cache_key prompt_cache_retention prompt_cache_options`.split(/\s+/),
);

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readContent(content: unknown, at: string): Pick<ChatMessage, 'text' | 'otherParts'> {
  if (typeof content === 'string') return { text: content, otherParts: 0 };
  if (!Array.isArray(content)) {
    throw badRequest(`Invalid type for '${at}': expected one of a string or array of objects.`, at, 'invalid_type');
  }
  const texts = content.flatMap((part: unknown) => {
    if (!isObject(part) || typeof part.type !== 'string') {
      throw badRequest(`Invalid value for '${at}': each part needs a type.`, at, 'invalid_value');
    }
    return part.type === 'text' && typeof part.text === 'string' ? [part.text] : [];
  });
  return { text: texts.join('\n'), otherParts: content.length - texts.length };
}

function readMessage(value: unknown, index: number): ChatMessage {
  const at = `messages[${index}]`;
  if (!isObject(value)) throw badRequest(`Invalid type for '${at}': expected an object.`, at, 'invalid_type');
  const role = value.role;
  if (typeof role !== 'string' || !ROLES.includes(role)) {
    const supported = ROLES.map((name) => `'${name}'`).join(', ');
    const given = JSON.stringify(role ?? null);
    throw badRequest(`Invalid value: ${given}. Supported values are: ${supported}.`, `${at}.role`, 'invalid_value');
  }
  const mayBeEmpty = role === 'assistant' && (value.content === null || value.content === undefined);
  const content = mayBeEmpty ? { text: '', otherParts: 0 } : readContent(value.content, `${at}.content`);
  return { role: role as ChatRole, name: typeof value.name === 'string' ? value.name : null, ...content };
}

function readNumber(body: Json, name: string, minimum: number, maximum: number): number | null {
  const value = body[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number')
    throw badRequest(`Invalid type for '${name}': expected a number.`, name, 'invalid_type');
  if (value >= minimum && value <= maximum) return value;
  const bound = value < minimum ? `>= ${minimum}` : `<= ${maximum}`;
  const code = value < minimum ? 'integer_below_min_value' : 'integer_above_max_value';
  throw badRequest(`Invalid '${name}': expected a value ${bound}, but got ${value} instead.`, name, code);
}

function readMaxTokens(body: Json, model: string): number | null {
  const old = readNumber(body, 'max_tokens', 1, 1_000_000);
  if (old !== null && isReasoningModel(model)) {
    const message = `Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.`;
    throw badRequest(message, 'max_tokens', 'unsupported_parameter');
  }
  return readNumber(body, 'max_completion_tokens', 1, 1_000_000) ?? old;
}

function readModel(body: Json): string {
  const model = body.model;
  if (typeof model !== 'string' || model === '') throw badRequest('you must provide a model parameter', null);
  if (findModel(model)) return model;
  const message = `The model \`${model}\` does not exist or you do not have access to it.`;
  throw new OpenAiError(404, message, { code: 'model_not_found' });
}

function readJsonWish(body: Json): boolean {
  const format = body.response_format;
  if (!isObject(format) || format.type === 'text') return false;
  if (format.type === 'json_object') return true;
  throw badRequest("the sandbox does not implement response_format 'json_schema'", 'response_format');
}

/** Reads a request as OpenAI would and refuses what OpenAI refuses. */
export function readChatRequest(body: unknown): ChatRequest {
  if (!isObject(body)) throw badRequest('We could not parse the JSON body of your request.', null);
  const unknown = Object.keys(body).find((name) => !KNOWN_PARAMETERS.has(name));
  if (unknown) throw badRequest(`Unrecognized request argument supplied: ${unknown}`, null);
  const model = readModel(body);
  const messages = body.messages;
  if (!Array.isArray(messages))
    throw badRequest("Missing required parameter: 'messages'.", 'messages', 'missing_required_parameter');
  if (messages.length === 0) {
    const message =
      "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.";
    throw badRequest(message, 'messages', 'empty_array');
  }
  readNumber(body, 'temperature', 0, 2);
  readNumber(body, 'top_p', 0, 1);
  if ((readNumber(body, 'n', 1, 128) ?? 1) > 1) throw badRequest('the sandbox does not implement n > 1', 'n');
  const streamOptions = body.stream_options;
  return {
    model,
    messages: messages.map(readMessage),
    maxTokens: readMaxTokens(body, model),
    reasoningEffort: typeof body.reasoning_effort === 'string' ? body.reasoning_effort : null,
    isStream: body.stream === true,
    includeUsage: isObject(streamOptions) && streamOptions.include_usage === true,
    isJson: readJsonWish(body),
    tools: readTools(body.tools),
    mayUseTools: body.tool_choice !== 'none',
  };
}
