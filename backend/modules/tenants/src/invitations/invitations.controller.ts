import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AnswerHoldsSecret,
  InTenant,
  Operation,
  PageQuery,
  Requires,
  pageLimit,
  toPage,
  type TenantContext,
} from '@konstruct/platform';
import { UuidParam } from '../uuid-param';
import { InvitationDesk } from './invitation-desk';
import { CreateInvitationRequest, InvitationPage, InvitationView, toInvitationView } from './invitations.dto';

/** Who is invited into a business and has not come yet. */
@ApiTags('Members')
@Controller('api/portal/tenants/:tenant_id/invitations')
export class InvitationsController {
  constructor(private readonly desk: InvitationDesk) {}

  @Post()
  @AnswerHoldsSecret()
  @Requires('members:manage')
  @Operation({
    summary: 'Invite somebody',
    description:
      'Gives a link that is good for seven days and once. It replaces an open invitation of the same address.',
    problems: { 409: 'The person is a member already (`already_member`).' },
  })
  async inviteMember(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Body() body: CreateInvitationRequest,
  ): Promise<InvitationView> {
    const { invitation, url } = await this.desk.invite(context, body.email, body.role);
    return toInvitationView(invitation, url);
  }

  @Get()
  @Requires('members:read')
  @Operation({ summary: 'List open invitations', description: 'Who is invited and has not accepted, newest first.' })
  async listInvitations(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Query() query: PageQuery,
  ): Promise<InvitationPage> {
    const invitations = await this.desk.list(context, query);
    return toPage(
      invitations,
      pageLimit(query),
      ({ id }) => [id],
      (invitation) => toInvitationView(invitation, null),
    );
  }

  @Delete(':invitation_id')
  @HttpCode(204)
  @Requires('members:manage')
  @Operation({ summary: 'Withdraw an invitation', description: 'The link stops working at once.' })
  withdrawInvitation(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('invitation_id', UuidParam) invitationId: string,
    @InTenant() context: TenantContext,
  ): Promise<void> {
    return this.desk.withdraw(context, invitationId);
  }
}
