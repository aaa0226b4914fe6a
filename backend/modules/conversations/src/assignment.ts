import { Injectable } from '@nestjs/common';
import { AgentDirectory, buildSystemPrompt, type Agent } from '@konstruct/agents';
import { EntitlementDesk } from '@konstruct/billing';
import { ChannelMessenger, type ChannelOutlet } from '@konstruct/channels';
import { PICTURE_TOKENS, countTextTokens } from '@konstruct/models';
import { Clock, type TenantTransaction } from '@konstruct/platform';
import { TenantDirectory } from '@konstruct/tenants';
import { AgentBudgets, type BudgetGrant } from '@konstruct/usage';
import { answeringMode, type AnsweringMode } from './answering-mode';
import type { Conversation } from './conversation.entity';
import type { Message } from './message.entity';
import { MessageStore } from './message.store';
import { toModelMessages, type PromptMessage } from './prompt-messages';

const HISTORY_MESSAGES = 60;

/** Everything that one run needs, read in one transaction. */
export interface Assignment {
  readonly runId: string;
  readonly conversation: Conversation;
  readonly agent: Agent;
  readonly mode: AnsweringMode;
  /** What is held of the budget for this run. */
  readonly grant: BudgetGrant;
  readonly unanswered: readonly Message[];
  readonly system: string;
  readonly prompt: readonly PromptMessage[];
  /** Where it is answered. */
  readonly outlet: ChannelOutlet;
}

/** Puts together what an employee has to know to answer a conversation. */
@Injectable()
export class AssignmentReader {
  constructor(
    private readonly agents: AgentDirectory,
    private readonly tenants: TenantDirectory,
    private readonly entitlements: EntitlementDesk,
    private readonly budgets: AgentBudgets,
    private readonly messages: MessageStore,
    private readonly messenger: ChannelMessenger,
    private readonly clock: Clock,
  ) {}

  /** Null when nothing is unanswered, a person has the conversation, or the employee does not work, or may not, at the moment. */
  async read(transaction: TenantTransaction, conversation: Conversation, runId: string): Promise<Assignment | null> {
    if (conversation.takenOverBy || conversation.needsPersonFor) return null;
    const { id, agentId, channelKind: kind, connectionId, externalChannelId } = conversation;
    // None of these needs another's answer, so together they cost one round trip.
    const [unanswered, agent, entitlements, tenant, history, outlet] = await Promise.all([
      this.messages.findUnanswered(transaction, id),
      this.agents.find(transaction, agentId),
      this.entitlements.of(transaction),
      this.tenants.find(transaction),
      this.messages.findRecent(transaction, id, HISTORY_MESSAGES),
      this.messenger.outlet(transaction, { kind, connectionId }, externalChannelId),
    ]);
    if (unanswered.length === 0 || !agent?.isActive || !entitlements.mayRun) return null;
    const system = buildSystemPrompt(agent, {
      businessName: tenant.name,
      timeZone: tenant.timeZone,
      now: this.clock.now(),
      place: conversation.place,
    });
    const prompt = toModelMessages(unansweredLast(history, unanswered));
    const grant = await this.budgets.reserve(transaction, agent, () => countTokens(system, prompt));
    const mode = answeringMode(agent, grant.atLimit);
    return { runId, conversation, agent, mode, grant, unanswered, system, prompt, outlet };
  }
}

function countTokens(system: string, prompt: readonly PromptMessage[]): number {
  const pictures = prompt.reduce((count, { sources = [] }) => count + sources.length, 0);
  const texts = [system, ...prompt.map(({ content }) => content)];
  return texts.reduce((sum, text) => sum + countTextTokens(text), pictures * PICTURE_TOKENS);
}

/** A message that arrived late was written before our last answer, and still has to be answered after it. */
function unansweredLast(history: readonly Message[], unanswered: readonly Message[]): Message[] {
  const open = new Set(unanswered.map(({ id }) => id));
  return [...history.filter(({ id }) => !open.has(id)), ...unanswered];
}
