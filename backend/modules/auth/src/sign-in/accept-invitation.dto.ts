import { IsSingleLine, MayBeAbsent, trimmed } from '@konstruct/tenants';
import { Transform } from 'class-transformer';
import { IsString, Length, MaxLength, MinLength } from 'class-validator';
import { MAXIMUM_PASSWORD_LENGTH, MINIMUM_PASSWORD_LENGTH } from '../passwords/password-policy';

/** Accepts an invitation: as the signed-in person, or as somebody new with a name and a password. */
export class AcceptInvitationRequest {
  /**
   * The token of the invitation's link.
   * @example "AZqjwAAAcACAAAAAAAAAAQ"
   */
  @IsString()
  @MaxLength(200)
  token!: string;

  /**
   * What a new person is called; left out by somebody who is signed in.
   * @example "Grace Hopper"
   */
  @MayBeAbsent()
  @Transform(trimmed)
  @IsString()
  @IsSingleLine()
  @Length(1, 100)
  name?: string;

  /**
   * The password of a new person; left out by somebody who is signed in.
   * @example "velvet orchard compass"
   */
  @MayBeAbsent()
  @IsString()
  @MinLength(MINIMUM_PASSWORD_LENGTH)
  @MaxLength(MAXIMUM_PASSWORD_LENGTH)
  password?: string;
}
