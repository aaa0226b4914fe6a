import { Injectable } from '@nestjs/common';
import { AgentDirectory, type Agent } from '@konstruct/agents';
import { testMessageText } from '@konstruct/contracts';
import {
  ChannelConnections,
  ChannelMessenger,
  ChannelSendError,
  type ChannelKind,
  type OpenedPlace,
} from '@konstruct/channels';
import { Clock, Database, newId, ProblemError, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { GoLive } from './go-live';
import type { TestMessageView } from './onboarding.dto';
import { OnboardingError } from './onboarding.errors';
import { toTestMessageView } from './onboarding-progress';
import type { TestMessage } from './test-message.entity';
import { TestMessageStore } from './test-message.store';

/** After this long the provider has answered, or will not; then it may be tried again. */
const LONGEST_SEND_MS = 30_000;

/** What is to be sent, and where. */
export interface TestMessageRequest {
  readonly agentId: string;
  readonly connectionId: string;
  readonly destinationId: string;
}

/** Sends the test message for real; the provider's own word decides, and on success the employee is live. */
@Injectable()
export class TestMessenger {
  constructor(
    private readonly database: Database,
    private readonly agents: AgentDirectory,
    private readonly connections: ChannelConnections,
    private readonly channels: ChannelMessenger,
    private readonly messages: TestMessageStore,
    private readonly goLive: GoLive,
    private readonly clock: Clock,
  ) {}

  async send(context: TenantContext, request: TestMessageRequest): Promise<TestMessageView> {
    const { agent, message, kind } = await this.prepare(context, request);
    try {
      await this.noteWords(context, request, { message, kind });
      const accepted = await this.channels.open(
        context,
        { ...request, kind },
        {
          placeId: request.destinationId,
          text: message.text,
          replyId: message.id,
          author: { name: agent.name, emoji: agent.avatarEmoji },
        },
      );
      const sent = await this.recordAccepted(context, message, accepted);
      return toTestMessageView(sent, kind, sent.status === 'sent' ? 'live' : agent.status);
    } catch (error) {
      if (!(error instanceof ChannelSendError)) throw await this.withoutSeat(context, agent, message, error);
      return toTestMessageView(await this.recordFailure(context, agent, message, error.code), kind, agent.status);
    }
  }

  /** Before it is sent, since the provider may report at once: what the conversation will show is what really goes. */
  private async noteWords(
    context: TenantContext,
    { destinationId: placeId, connectionId }: TestMessageRequest,
    { message, kind }: { readonly message: TestMessage; readonly kind: ChannelKind },
  ): Promise<void> {
    const opening = { placeId, text: message.text };
    const text = await this.channels.openingWords(context, { kind, connectionId }, opening);
    if (text === message.text) return;
    await this.database.inTenant(context, (transaction) => this.messages.update(transaction, message.id, { text }));
  }

  /** The last seat went to somebody else while the message was on its way: it was sent, and the employee is not at work. */
  private async withoutSeat(
    context: TenantContext,
    agent: Agent,
    message: TestMessage,
    error: unknown,
  ): Promise<unknown> {
    if (error instanceof ProblemError) await this.recordFailure(context, agent, message, String(error.code));
    return error;
  }

  private async prepare(
    context: TenantContext,
    request: TestMessageRequest,
  ): Promise<{ agent: Agent; message: TestMessage; kind: ChannelKind }> {
    const kind = await this.kindOf(context, request);
    const destinationName = await this.channels.placeName(context, { ...request, kind }, request.destinationId);
    return this.database.inTenant(context, async (transaction) => {
      const agent = await this.agents.find(transaction, request.agentId);
      if (!agent) throw new OnboardingError('agent_not_found');
      if (agent.status === 'archived') throw new OnboardingError('agent_archived');
      const connection = await this.connections.find(transaction, request.connectionId);
      if (!connection) throw new OnboardingError('connection_not_found');
      if (connection.status !== 'connected') throw new OnboardingError('connection_not_working');
      await this.goLive.requireSeat(transaction, agent);
      await this.refuseSecond(transaction, agent);
      const message = newTestMessage(transaction, request, {
        destinationName,
        text: testMessageText(agent, kind),
        createdAt: this.clock.now(),
      });
      await this.messages.add(transaction, message);
      return { agent, message, kind };
    });
  }

  /** Two clicks at once send one message. */
  private async refuseSecond(transaction: TenantTransaction, { id }: Agent): Promise<void> {
    const since = new Date(this.clock.now().getTime() - LONGEST_SEND_MS);
    if (await this.messages.isUnderWay(transaction, id, since)) throw new OnboardingError('test_message_under_way');
  }

  private async kindOf(context: TenantContext, { connectionId }: TestMessageRequest): Promise<ChannelKind> {
    const connection = await this.database.inTenant(context, (transaction) =>
      this.connections.find(transaction, connectionId),
    );
    if (!connection) throw new OnboardingError('connection_not_found');
    return connection.kind;
  }

  /** Where the provider reports later, its report is awaited; it may have come already. */
  private recordAccepted(context: TenantContext, message: TestMessage, accepted: OpenedPlace): Promise<TestMessage> {
    return this.database.inTenant(context, async (transaction) => {
      if (!accepted.isConfirmed) return this.messages.noteAccepted(transaction, message.id, accepted);
      const agent = await this.agents.find(transaction, message.agentId);
      if (!agent) throw new OnboardingError('agent_not_found');
      return this.goLive.complete(transaction, agent, message, accepted);
    });
  }

  private recordFailure(
    context: TenantContext,
    agent: Agent,
    message: TestMessage,
    code: string,
  ): Promise<TestMessage> {
    return this.database.inTenant(context, (transaction) => this.goLive.fail(transaction, agent, message, code));
  }
}

function newTestMessage(
  { tenantId }: TenantTransaction,
  request: TestMessageRequest,
  rest: Pick<TestMessage, 'destinationName' | 'text' | 'createdAt'>,
): TestMessage {
  return {
    ...request,
    ...rest,
    tenantId,
    id: newId(),
    status: 'sending',
    errorCode: null,
    externalId: null,
    permalink: null,
    placeId: null,
    sentAt: null,
  };
}
