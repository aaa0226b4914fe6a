import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { asEmail } from '@konstruct/tenants';
import { Transform } from 'class-transformer';
import { IsEmail, IsIn, IsNotEmpty, IsString, MaxLength, MinLength, ValidateIf } from 'class-validator';
import { MAXIMUM_PASSWORD_LENGTH } from '../passwords/password-policy';
import { MAXIMUM_CODE_LENGTH, MINIMUM_CODE_LENGTH } from '../second-factor/second-factor.dto';
import { ACCESS_TOKEN_SECONDS } from '../sessions/access-token';
import type { IssuedTokens } from '../sessions/token-issuer';

const GRANT_TYPES = ['password', 'refresh_token'] as const;
type GrantType = (typeof GRANT_TYPES)[number];

const isPasswordGrant = ({ grant_type }: TokenRequest): boolean => grant_type === 'password';
const isRefreshGrant = ({ grant_type }: TokenRequest): boolean => grant_type === 'refresh_token';

/** Asks for an access token, by password or by refresh token. */
export class TokenRequest {
  /** What the token is asked for with. */
  @ApiProperty({ enum: GRANT_TYPES, example: 'password' })
  @IsIn(GRANT_TYPES)
  grant_type!: GrantType;

  /** The address of the account; for the grant `password`. */
  @ApiPropertyOptional({ type: String, format: 'email', maxLength: 254, example: 'ada@example.com' })
  @ValidateIf(isPasswordGrant)
  @Transform(asEmail)
  @MaxLength(254)
  @IsEmail()
  email?: string;

  /** The password of the account; for the grant `password`. */
  @ApiPropertyOptional({ type: String, maxLength: MAXIMUM_PASSWORD_LENGTH, example: 'copper lantern meadow' })
  @ValidateIf(isPasswordGrant)
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAXIMUM_PASSWORD_LENGTH)
  password?: string;

  /** A code of the authenticator app, or a recovery code; for the grant `password` where two-step sign-in is on. */
  @ApiPropertyOptional({
    type: String,
    minLength: MINIMUM_CODE_LENGTH,
    maxLength: MAXIMUM_CODE_LENGTH,
    example: '287082',
  })
  @ValidateIf(({ grant_type, code }: TokenRequest) => grant_type === 'password' && code !== undefined)
  @IsString()
  @MinLength(MINIMUM_CODE_LENGTH)
  @MaxLength(MAXIMUM_CODE_LENGTH)
  code?: string;

  /** The refresh token of the answer before; for the grant `refresh_token`. */
  @ApiPropertyOptional({ type: String, maxLength: 200, example: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA' })
  @ValidateIf(isRefreshGrant)
  @IsString()
  @MaxLength(200)
  refresh_token?: string;
}

/** An access token and what gets the next one. */
export class TokenView {
  /**
   * Send it as `Authorization: Bearer …`.
   * @example "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIwMTlhYTNjMCJ9.c2lnbmF0dXJl"
   */
  access_token!: string;

  /** The kind of access token. */
  @ApiProperty({ enum: ['Bearer'], example: 'Bearer' })
  token_type!: 'Bearer';

  /**
   * Seconds until the access token ends.
   * @example 900
   */
  expires_in!: number;

  /**
   * Works once; a second use ends the session.
   * @example "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA"
   */
  refresh_token!: string;
}

/** Tokens as the API answers them. */
export function toTokenView({ accessToken, refreshToken }: IssuedTokens): TokenView {
  return {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: ACCESS_TOKEN_SECONDS,
    refresh_token: refreshToken,
  };
}
