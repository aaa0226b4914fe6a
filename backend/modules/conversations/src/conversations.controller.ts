import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database, InTenant, Operation, Requires, type TenantContext } from '@konstruct/platform';
import { ConversationDetail } from './conversation-detail';
import { ConversationListQuery } from './conversation-list.query';
import { ConversationDetailView, ConversationPage, ConversationQuery } from './conversations.dto';

/** What employees and people said to each other. */
@ApiTags('Conversations')
@Controller('api/portal/tenants/:tenant_id/conversations')
export class ConversationsController {
  constructor(
    private readonly database: Database,
    private readonly conversations: ConversationListQuery,
    private readonly detail: ConversationDetail,
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
}
