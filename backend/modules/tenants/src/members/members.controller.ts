import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InTenant, Operation, PageQuery, Requires, pageLimit, toPage, type TenantContext } from '@konstruct/platform';
import { UuidParam } from '../uuid-param';
import { ChangeRoleRequest, MemberPage, MemberView, memberKeys, toMemberView } from './members.dto';
import { Team } from './team';

/** The people of a business. */
@ApiTags('Members')
@Controller('api/portal/tenants/:tenant_id/members')
export class MembersController {
  constructor(private readonly team: Team) {}

  @Get()
  @Requires('members:read')
  @Operation({
    summary: 'List members',
    description: 'Who belongs to the business, in the order in which they joined.',
  })
  async listMembers(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Query() query: PageQuery,
  ): Promise<MemberPage> {
    return toPage(await this.team.list(context, query), pageLimit(query), memberKeys, toMemberView);
  }

  @Patch(':user_id')
  @Requires('members:manage')
  @Operation({
    summary: "Change a member's role",
    description: 'Owners may give any role, which is how ownership is handed over; admins any but owner.',
    problems: { 409: 'It would leave the business without an owner (`last_owner`).' },
  })
  async changeMemberRole(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('user_id', UuidParam) userId: string,
    @InTenant() context: TenantContext,
    @Body() body: ChangeRoleRequest,
  ): Promise<MemberView> {
    return toMemberView(await this.team.changeRole(context, userId, body.role));
  }

  @Delete(':user_id')
  @HttpCode(204)
  @Requires('members:manage')
  @Operation({
    summary: 'Remove a member',
    description: 'Ends the access of the person at once, and the invitations they made that are still open.',
    problems: { 409: 'The person is the only owner (`last_owner`).' },
  })
  removeMember(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('user_id', UuidParam) userId: string,
    @InTenant() context: TenantContext,
  ): Promise<void> {
    return this.team.remove(context, userId);
  }
}
