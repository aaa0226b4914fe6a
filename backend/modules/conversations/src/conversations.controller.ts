import { Controller, Get, HttpCode, HttpStatus, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database, InTenant, Operation, Requires, type TenantContext } from '@konstruct/platform';
import { ConversationDetail } from './conversation-detail';
import { ConversationListQuery } from './conversation-list.query';
import { ConversationDetailView, ConversationPage, ConversationQuery, ConversationView } from './conversations.dto';
import { HandoverDesk } from './handover-desk';

/** What employees and people said to each other. */
@ApiTags('Conversations')
@Controller('api/portal/tenants/:tenant_id/conversations')
export class ConversationsController {
  constructor(
    private readonly database: Database,
    private readonly conversations: ConversationListQuery,
    private readonly detail: ConversationDetail,
    private readonly handover: HandoverDesk,
  ) {}

  @Get()
  @Requires('conversations:read')
  @Operation({ summary: 'List conversations', description: 'The most recent first, filtered by employee and state.' })
  listConversations(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Query() query: ConversationQuery,
  ): Promise<ConversationPage> {
    return this.database.inTenant(context, (transaction) => this.conversations.list(transaction, query));
  }

  @Get(':conversation_id')
  @Requires('conversations:read')
  @Operation({
    summary: 'Read a conversation',
    description:
      'The conversation with its latest messages; for each answer the model, tokens, cost and what went wrong.',
  })
  readConversation(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('conversation_id', ParseUUIDPipe) conversationId: string,
    @InTenant() context: TenantContext,
  ): Promise<ConversationDetailView> {
    return this.database.inTenant(context, (transaction) => this.detail.read(transaction, conversationId));
  }

  @Post(':conversation_id/take-over')
  @HttpCode(HttpStatus.OK)
  @Requires('conversations:write')
  @Operation({
    summary: 'Take over a conversation',
    description:
      'The caller answers instead of the employee: it begins no answer, drops the one it works on and sends nothing that waits. Repeating it changes nothing.',
    problems: { 409: 'Somebody else has taken it over; the detail says who.' },
  })
  async takeOverConversation(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('conversation_id', ParseUUIDPipe) conversationId: string,
    @InTenant() context: TenantContext,
  ): Promise<ConversationView> {
    await this.handover.takeOver(context, conversationId);
    return this.database.inTenant(context, (transaction) => this.conversations.get(transaction, conversationId));
  }

  @Post(':conversation_id/give-back')
  @HttpCode(HttpStatus.OK)
  @Requires('conversations:write')
  @Operation({
    summary: 'Give a conversation back',
    description:
      'The employee sends what waits and answers what is unanswered, also where it waited for a person. Repeating it changes nothing.',
  })
  async giveBackConversation(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('conversation_id', ParseUUIDPipe) conversationId: string,
    @InTenant() context: TenantContext,
  ): Promise<ConversationView> {
    await this.handover.giveBack(context, conversationId);
    return this.database.inTenant(context, (transaction) => this.conversations.get(transaction, conversationId));
  }
}
