import { ApiProperty } from '@nestjs/swagger';
import { IsNotEmpty, IsString, MaxLength, MinLength } from 'class-validator';
import { MAXIMUM_PASSWORD_LENGTH } from '../passwords/password-policy';
import type { SecondFactorStatus } from './second-factor-keeper';
import type { SetUpOffer } from './second-factor-set-up';

/** Codes of an app have six digits; recovery codes are longer, and typed with blanks longer still. */
export const MINIMUM_CODE_LENGTH = 6;
export const MAXIMUM_CODE_LENGTH = 40;

/** Begins the set-up of two-step sign-in. */
export class StartSecondFactorRequest {
  /**
   * The password of the account, once more.
   * @example "copper lantern meadow"
   */
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAXIMUM_PASSWORD_LENGTH)
  password!: string;
}

/** Confirms the set-up of two-step sign-in. */
export class ConfirmSecondFactorRequest {
  /**
   * The code that the authenticator app shows.
   * @example "287082"
   */
  @IsString()
  @MinLength(MINIMUM_CODE_LENGTH)
  @MaxLength(MAXIMUM_CODE_LENGTH)
  code!: string;
}

/** Shows that it is still the person, by both factors. */
export class ProveSecondFactorRequest {
  /**
   * The password of the account, once more.
   * @example "copper lantern meadow"
   */
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAXIMUM_PASSWORD_LENGTH)
  password!: string;

  /**
   * The code that the authenticator app shows, or a recovery code.
   * @example "287082"
   */
  @IsString()
  @MinLength(MINIMUM_CODE_LENGTH)
  @MaxLength(MAXIMUM_CODE_LENGTH)
  code!: string;
}

/** Whether the caller signs in with a code as well. */
export class SecondFactorView {
  /** Since when it is on; null when it is off. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-11-21T09:30:00.000Z' })
  turned_on_at!: string | null;

  /** How many recovery codes are left. */
  @ApiProperty({ type: Number, example: 10 })
  recovery_codes_left!: number;
}

/** What to set up an authenticator app with; shown this once. */
export class SecondFactorSetUpView {
  /**
   * The setup key, for apps that cannot scan.
   * @example "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
   */
  secret!: string;

  /**
   * What the QR code says.
   * @example "otpauth://totp/Konstruct:ada%40example.com?issuer=Konstruct&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6&period=30"
   */
  otpauth_uri!: string;

  /**
   * Until when a code confirms this set-up.
   * @example "2026-11-21T10:30:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  expires_at!: string;
}

/** Recovery codes; shown this once. */
export class RecoveryCodesView {
  /** Each signs in once in the place of a code of the app. */
  @ApiProperty({ type: [String], example: ['7h2k-m9qd-xw4e-0rtz', '3bnc-8y6p-vj5a-k1sg'] })
  recovery_codes!: string[];
}

/** The state as the API answers it. */
export function toSecondFactorView({ confirmedAt, recoveryCodesLeft }: SecondFactorStatus): SecondFactorView {
  return { turned_on_at: confirmedAt?.toISOString() ?? null, recovery_codes_left: recoveryCodesLeft };
}

/** A set-up as the API answers it. */
export function toSetUpView({ seed, uri, expiresAt }: SetUpOffer): SecondFactorSetUpView {
  return { secret: seed, otpauth_uri: uri, expires_at: expiresAt.toISOString() };
}
