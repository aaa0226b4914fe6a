import { Injectable } from '@nestjs/common';
import type { ModelMessage as SdkMessage } from 'ai';
import { AnswerSeeker } from './answer-seeker';
import type { ModelCall, ModelReply, ModelRequest, ReplyListener } from './model-call';
import type { CallResult, Question } from './model-caller';
import type { ModelReference } from './model-reference';
import { ModelError } from './models.errors';
import { grantWishes, MAXIMUM_ROUNDS, ROUNDS_TIME_MS } from './tool-rounds';

/**
 * The one way to a language model. It answers, using tools between the calls where it is given some, or throws a
 * ModelError; either has every call made, for the ledger. Never call it inside a transaction.
 */
@Injectable()
export class ModelGateway {
  constructor(private readonly seeker: AnswerSeeker) {}

  /** Answers in one piece. */
  complete(request: ModelRequest): Promise<ModelReply> {
    return this.answer(request, undefined);
  }

  /** Answers word by word; what it returns at the end is the whole of it. */
  stream(request: ModelRequest, listener: ReplyListener): Promise<ModelReply> {
    return this.answer(request, listener);
  }

  private async answer(request: ModelRequest, listener: ReplyListener | undefined): Promise<ModelReply> {
    const calls: ModelCall[] = [];
    const continuation: SdkMessage[] = [];
    const lastUse = performance.now() + ROUNDS_TIME_MS;
    // The model that answered one round is asked first in the next: the other has just failed.
    let reference: ModelReference = { provider: request.provider, model: request.model };
    for (let round = 0; ; round += 1) {
      const mayUseTools = round < MAXIMUM_ROUNDS && performance.now() < lastUse;
      const result = await this.seek(reference, { request, continuation, mayUseTools }, calls, listener);
      if (result.wishes.length === 0 || !mayUseTools) return toReply(result, calls);
      reference = { provider: result.call.provider, model: result.call.model };
      if (result.text !== '') listener?.onRestart();
      continuation.push(...result.messages, await grantWishes(result.wishes, request, listener));
    }
  }

  /** A model or server that cannot use tools refuses the whole question; an answer without them is better than none. */
  private async seek(
    reference: ModelReference,
    question: Question,
    calls: ModelCall[],
    listener: ReplyListener | undefined,
  ): Promise<CallResult> {
    const heard = listener && {
      onText: (piece: string): void => listener.onText(piece),
      onRestart: (): void => listener.onRestart(),
    };
    const { request, continuation } = question;
    try {
      return await this.seeker.seek(reference, { ...question, ...heard }, calls);
    } catch (error) {
      const hasOffered = (request.tools ?? []).length > 0 && continuation.length === 0;
      if (!(error instanceof ModelError && error.code === 'bad_request' && hasOffered)) throw error;
      return this.seeker.seek(reference, { ...question, request: { ...request, tools: [] }, ...heard }, calls);
    }
  }
}

function toReply({ call, text, finishReason }: CallResult, calls: readonly ModelCall[]): ModelReply {
  return { text, finishReason, provider: call.provider, model: call.model, calls };
}
