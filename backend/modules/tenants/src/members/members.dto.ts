import { ApiProperty } from '@nestjs/swagger';
import { ROLES, type Role } from '@konstruct/contracts';
import { pageOf } from '@konstruct/platform';
import { IsIn } from 'class-validator';
import type { Member } from './membership.store';

/** Gives a member another role. */
export class ChangeRoleRequest {
  /** What the member may be from now on. Making somebody owner needs an owner. */
  @ApiProperty({ enum: ROLES, enumName: 'Role', example: 'admin' })
  @IsIn(ROLES)
  role!: Role;
}

/** A member of a business. */
export class MemberView {
  /**
   * The id of the person.
   * @example "019aa3c0-0000-7000-8000-000000000002"
   */
  @ApiProperty({ format: 'uuid' })
  user_id!: string;

  /**
   * The name of the person.
   * @example "Ada Lovelace"
   */
  name!: string;

  /**
   * The e-mail address the person signs in with.
   * @example "ada@example.com"
   */
  @ApiProperty({ format: 'email' })
  email!: string;

  /** What the person may be in this business. */
  @ApiProperty({ enum: ROLES, enumName: 'Role', example: 'owner' })
  role!: Role;

  /**
   * When the person joined the business.
   * @example "2026-11-21T09:30:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  joined_at!: string;
}

/** A page of members, in the order in which they joined. */
export class MemberPage extends pageOf(MemberView) {}

/** A member as the API shows it. */
export function toMemberView(member: Member): MemberView {
  return {
    user_id: member.userId,
    name: member.name,
    email: member.email,
    role: member.role,
    joined_at: member.joinedAt.toISOString(),
  };
}

/** The cursor keys of a member; the order of `MembershipStore.list`. */
export function memberKeys(member: Member): string[] {
  return [member.joinedAt.toISOString(), member.userId];
}
