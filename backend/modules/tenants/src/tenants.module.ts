import { Module } from '@nestjs/common';
import { InvitationDesk } from './invitations/invitation-desk';
import { InvitationRedeemer } from './invitations/invitation-redeemer';
import { InvitationStore } from './invitations/invitation.store';
import { InvitationsController } from './invitations/invitations.controller';
import { MembersController } from './members/members.controller';
import { MembershipStore } from './members/membership.store';
import { Team } from './members/team';
import { UserStore } from './people/user.store';
import { TenantDirectory } from './tenant/tenant-directory';
import { TenantFounder } from './tenant/tenant-founder';
import { TenantSettings } from './tenant/tenant-settings';
import { TenantStore } from './tenant/tenant.store';
import { TenantsController } from './tenant/tenants.controller';

/** Businesses, their people and their invitations. */
@Module({
  controllers: [TenantsController, MembersController, InvitationsController],
  providers: [
    InvitationDesk,
    InvitationRedeemer,
    InvitationStore,
    MembershipStore,
    Team,
    TenantDirectory,
    TenantFounder,
    TenantSettings,
    TenantStore,
    UserStore,
  ],
  exports: [InvitationRedeemer, MembershipStore, TenantDirectory, TenantFounder, UserStore],
})
export class TenantsModule {}
