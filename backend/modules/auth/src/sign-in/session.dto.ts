import { ApiProperty } from '@nestjs/swagger';
import { ROLES, type Role } from '@konstruct/contracts';
import { pageOf } from '@konstruct/platform';
import type { MembershipOfPerson, Person } from '@konstruct/tenants';
import type { Session } from '../sessions/session.entity';

/** The signed-in person. */
export class UserView {
  /**
   * The id of the person.
   * @example "019aa3c0-0000-7000-8000-000000000002"
   */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /**
   * The address the person signs in with.
   * @example "ada@example.com"
   */
  @ApiProperty({ format: 'email' })
  email!: string;

  /**
   * What the person is called.
   * @example "Ada Lovelace"
   */
  name!: string;
}

/** One of the person's businesses. */
export class MembershipView {
  /**
   * The id of the business.
   * @example "019aa3c0-0000-7000-8000-000000000001"
   */
  @ApiProperty({ format: 'uuid' })
  tenant_id!: string;

  /**
   * What the business is called.
   * @example "Analytical Engines Ltd"
   */
  tenant_name!: string;

  /**
   * The name of the business as part of an address.
   * @example "analytical-engines-ltd"
   */
  tenant_slug!: string;

  /** What the person may be in it. */
  @ApiProperty({ enum: ROLES, enumName: 'Role', example: 'owner' })
  role!: Role;

  /** When its first AI employee went live; null until then. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-11-21T09:41:00.000Z' })
  onboarding_completed_at!: string | null;
}

/** Who is signed in, and where they belong. */
export class SessionView {
  /** The signed-in person. */
  user!: UserView;

  /** The person's businesses, by name. */
  @ApiProperty({ type: [MembershipView] })
  memberships!: MembershipView[];

  /**
   * The id of this session.
   * @example "019aa3c0-0000-7000-8000-000000000004"
   */
  @ApiProperty({ format: 'uuid' })
  session_id!: string;

  /** Whether the person runs the installation, whatever their role in a business. */
  @ApiProperty({ type: Boolean, example: false })
  is_platform_admin!: boolean;
}

/** One place where the person is signed in. */
export class SessionListItemView {
  /**
   * The id of the session.
   * @example "019aa3c0-0000-7000-8000-000000000004"
   */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /**
   * When the person signed in there.
   * @example "2026-11-21T09:30:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  /**
   * When the session was last used, to the minute.
   * @example "2026-11-21T10:12:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  last_seen_at!: string;

  /**
   * What the program said of itself.
   * @example "Mozilla/5.0 (X11; Linux x86_64) Chrome/147.0"
   */
  user_agent!: string;

  /**
   * The network address it signed in from.
   * @example "203.0.113.7"
   */
  ip_address!: string;

  /**
   * Whether it is the session of this request.
   * @example true
   */
  is_current!: boolean;
}

/** A page of sessions, newest first. */
export class SessionListPage extends pageOf(SessionListItemView) {}

/** A session as the API answers it. */
export function toSessionView(
  { id, email, name }: Person,
  memberships: readonly MembershipOfPerson[],
  sessionId: string,
  isAdmin: boolean,
): SessionView {
  return {
    user: { id, email, name },
    memberships: memberships.map((membership) => ({
      tenant_id: membership.tenantId,
      tenant_name: membership.tenantName,
      tenant_slug: membership.tenantSlug,
      role: membership.role,
      onboarding_completed_at: membership.onboardingCompletedAt?.toISOString() ?? null,
    })),
    session_id: sessionId,
    is_platform_admin: isAdmin,
  };
}

/** A session as an entry of the list. */
export function toSessionListItem(session: Session, currentId: string): SessionListItemView {
  return {
    id: session.id,
    created_at: session.createdAt.toISOString(),
    last_seen_at: session.lastSeenAt.toISOString(),
    user_agent: session.userAgent,
    ip_address: session.ipAddress,
    is_current: session.id === currentId,
  };
}
