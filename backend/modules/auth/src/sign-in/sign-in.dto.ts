import { IsSingleLine, IsTimeZoneName, asEmail, trimmed } from '@konstruct/tenants';
import { Transform } from 'class-transformer';
import { IsEmail, IsNotEmpty, IsString, Length, MaxLength, MinLength } from 'class-validator';
import { MAXIMUM_PASSWORD_LENGTH, MINIMUM_PASSWORD_LENGTH } from '../passwords/password-policy';

/** Creates a person and their first business. */
export class SignUpRequest {
  /**
   * The address to sign in with; upper and lower case are the same.
   * @example "ada@example.com"
   */
  @Transform(asEmail)
  @MaxLength(254)
  @IsEmail()
  email!: string;

  /**
   * At least twelve characters; a few unrelated words are best. It must not contain the e-mail address.
   * @example "copper lantern meadow"
   */
  @IsString()
  @MinLength(MINIMUM_PASSWORD_LENGTH)
  @MaxLength(MAXIMUM_PASSWORD_LENGTH)
  password!: string;

  /**
   * What the person is called.
   * @example "Ada Lovelace"
   */
  @Transform(trimmed)
  @IsString()
  @IsSingleLine()
  @Length(1, 100)
  name!: string;

  /**
   * What the business is called.
   * @example "Analytical Engines Ltd"
   */
  @Transform(trimmed)
  @IsString()
  @IsSingleLine()
  @Length(1, 120)
  business_name!: string;

  /**
   * IANA time zone of the business; its days and months are counted in it.
   * @example "Europe/London"
   */
  @IsString()
  @MaxLength(64)
  @IsTimeZoneName()
  time_zone!: string;
}

/** Signs a person in. */
export class SignInRequest {
  /**
   * The address of the account.
   * @example "ada@example.com"
   */
  @Transform(asEmail)
  @MaxLength(254)
  @IsEmail()
  email!: string;

  /**
   * The password of the account.
   * @example "copper lantern meadow"
   */
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAXIMUM_PASSWORD_LENGTH)
  password!: string;
}
