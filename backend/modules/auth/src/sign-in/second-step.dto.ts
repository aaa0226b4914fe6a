import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { MAXIMUM_CODE_LENGTH, MINIMUM_CODE_LENGTH } from '../second-factor/second-factor.dto';
import type { SignInChallenge } from './sign-in-challenges';

/** The second step of signing in. */
export class SecondStepRequest {
  /**
   * What the first step answered.
   * @example "019aa3c0-0000-7000-8000-000000000002.1795427100000.q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ"
   */
  @IsString()
  @MaxLength(200)
  challenge!: string;

  /**
   * The code that the authenticator app shows, or a recovery code; blanks and hyphens do not matter.
   * @example "287082"
   */
  @IsString()
  @MinLength(MINIMUM_CODE_LENGTH)
  @MaxLength(MAXIMUM_CODE_LENGTH)
  code!: string;
}

/** The password was right and a code is needed as well. */
export class SignInChallengeView {
  /**
   * Send it with the code; it signs nobody in by itself.
   * @example "019aa3c0-0000-7000-8000-000000000002.1795427100000.q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ"
   */
  challenge!: string;

  /**
   * When the challenge ends.
   * @example "2026-11-21T09:35:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  expires_at!: string;
}

/** A challenge as the API answers it. */
export function toChallengeView({ challenge, expiresAt }: SignInChallenge): SignInChallengeView {
  return { challenge, expires_at: expiresAt.toISOString() };
}
