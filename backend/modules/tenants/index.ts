import { CreateUsers1763600000005 } from './migrations/1763600000005-create-users';
import { CreateTenants1763600000010 } from './migrations/1763600000010-create-tenants';
import { Invitation } from './src/invitations/invitation.entity';
import { Membership } from './src/members/membership.entity';
import { User } from './src/people/user.entity';
import { Tenant } from './src/tenant/tenant.entity';

export { InvitationRedeemer, type OpenInvitation } from './src/invitations/invitation-redeemer';
export { MembershipStore, type MembershipOfPerson } from './src/members/membership.store';
export { normaliseEmail } from './src/people/email';
export { asEmail, IsSingleLine, MayBeAbsent, trimmed } from './src/people/text-fields';
export { User, type Person } from './src/people/user.entity';
export { UserStore } from './src/people/user.store';
export { Tenant } from './src/tenant/tenant.entity';
export { TenantDirectory } from './src/tenant/tenant-directory';
export { TenantFounder, type Founding } from './src/tenant/tenant-founder';
export { CreateTenantRequest, TenantView, toTenantView } from './src/tenant/tenants.dto';
export { IsTimeZoneName, isTimeZoneName } from './src/tenant/time-zone';
export { TenantError, type TenantProblemCode } from './src/tenants.errors';
export { UuidParam } from './src/uuid-param';
export { TenantsModule } from './src/tenants.module';

/** TypeORM entities of this module. */
export const tenantsEntities = [User, Tenant, Membership, Invitation];
/** Migrations of this module. */
export const tenantsMigrations = [CreateUsers1763600000005, CreateTenants1763600000010];
