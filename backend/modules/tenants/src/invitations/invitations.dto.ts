import { ApiProperty } from '@nestjs/swagger';
import { ROLES, type Role } from '@konstruct/contracts';
import { pageOf } from '@konstruct/platform';
import { Transform } from 'class-transformer';
import { IsEmail, IsIn, MaxLength } from 'class-validator';
import { asEmail } from '../people/text-fields';
import type { NewInvitation } from './invitation.store';

/** Invites somebody into the business. */
export class CreateInvitationRequest {
  /**
   * The e-mail address of the person; only an account with this address can accept.
   * @example "grace@example.com"
   */
  @Transform(asEmail)
  @MaxLength(254)
  @IsEmail()
  email!: string;

  /** What the person may be once they accept. Inviting an owner needs an owner. */
  @ApiProperty({ enum: ROLES, enumName: 'Role', example: 'operator' })
  @IsIn(ROLES)
  role!: Role;
}

/** An invitation that nobody has accepted yet. */
export class InvitationView {
  /**
   * The id of the invitation.
   * @example "019aa3c0-0000-7000-8000-000000000003"
   */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /**
   * The e-mail address that was invited.
   * @example "grace@example.com"
   */
  @ApiProperty({ format: 'email' })
  email!: string;

  /** What the person may be once they accept. */
  @ApiProperty({ enum: ROLES, enumName: 'Role', example: 'operator' })
  role!: Role;

  /** The link that accepts it: only in the answer that creates the invitation, null afterwards. Invite again for a new link. */
  @ApiProperty({
    type: String,
    format: 'uri',
    nullable: true,
    example: 'http://localhost:3000/invite/AZqjwAAAcACAAAAAAAAAAQ',
  })
  url!: string | null;

  /**
   * Until when the link works.
   * @example "2026-11-28T09:30:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  expires_at!: string;
}

/** A page of invitations, newest first. */
export class InvitationPage extends pageOf(InvitationView) {}

/** An invitation as the API shows it; the link exists only at its creation. */
export function toInvitationView(invitation: NewInvitation, url: string | null): InvitationView {
  return {
    id: invitation.id,
    email: invitation.email,
    role: invitation.role,
    url,
    expires_at: invitation.expiresAt.toISOString(),
  };
}
