import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswerHoldsSecret, Caller, Operation, SignedIn, type UserContext } from '@konstruct/platform';
import type { Principal } from '../access/principal';
import { CurrentPrincipal } from '../access/recognised';
import { FromClient, type Client } from '../client';
import { SecondFactorKeeper } from './second-factor-keeper';
import { SecondFactorSetUp } from './second-factor-set-up';
import {
  ConfirmSecondFactorRequest,
  ProveSecondFactorRequest,
  RecoveryCodesView,
  SecondFactorSetUpView,
  SecondFactorView,
  StartSecondFactorRequest,
  toSecondFactorView,
  toSetUpView,
} from './second-factor.dto';

const TOO_MANY = 'Too many wrong passwords or codes (`too_many_attempts`); see Retry-After.';

/** Two-step sign-in of the caller. What changes it asks for the password again, and most of it for a code too. */
@ApiTags('Sign-in')
@Controller('api/portal/auth/second-factor')
export class SecondFactorController {
  constructor(
    private readonly setUp: SecondFactorSetUp,
    private readonly keeper: SecondFactorKeeper,
  ) {}

  @Get()
  @SignedIn()
  @Operation({
    summary: 'Show two-step sign-in',
    description: 'Whether the caller signs in with a code as well, and how many recovery codes are left.',
  })
  async showSecondFactor(@Caller() caller: UserContext): Promise<SecondFactorView> {
    return toSecondFactorView(await this.keeper.status(caller));
  }

  @Post('set-up')
  @HttpCode(200)
  @SignedIn()
  @AnswerHoldsSecret()
  @Operation({
    summary: 'Begin two-step sign-in',
    description:
      'Answers, this once, what to set up an authenticator app with. It is on as soon as a code confirms it, within an hour; beginning again replaces what was begun.',
    problems: { 409: 'It is on already (`second_factor_is_on`).', 429: TOO_MANY },
  })
  async startSecondFactor(
    @Body() body: StartSecondFactorRequest,
    @Caller() caller: UserContext,
    @CurrentPrincipal() { person }: Principal,
    @FromClient() client: Client,
  ): Promise<SecondFactorSetUpView> {
    return toSetUpView(await this.setUp.start(caller, person, body.password, client));
  }

  @Post('confirmation')
  @HttpCode(200)
  @SignedIn()
  @AnswerHoldsSecret()
  @Operation({
    summary: 'Turn two-step sign-in on',
    description:
      'By a code of the app that was set up. Ends all other sessions of the caller and answers, this once, ten recovery codes.',
    problems: {
      409: 'Nothing was begun in the last hour, or it is on already (`second_factor_not_started`, `second_factor_is_on`).',
      429: TOO_MANY,
    },
  })
  async confirmSecondFactor(
    @Body() body: ConfirmSecondFactorRequest,
    @Caller() caller: UserContext,
    @CurrentPrincipal() { person }: Principal,
    @FromClient() client: Client,
  ): Promise<RecoveryCodesView> {
    return { recovery_codes: await this.keeper.turnOn(caller, person, body.code, client) };
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @SignedIn()
  @AnswerHoldsSecret()
  @Operation({
    summary: 'Make new recovery codes',
    description: 'Answers ten, this once; the earlier ones stop working.',
    problems: { 409: 'Two-step sign-in is off (`second_factor_is_off`).', 429: TOO_MANY },
  })
  async renewRecoveryCodes(
    @Body() body: ProveSecondFactorRequest,
    @Caller() caller: UserContext,
    @CurrentPrincipal() { person }: Principal,
    @FromClient() client: Client,
  ): Promise<RecoveryCodesView> {
    return { recovery_codes: await this.keeper.renewRecoveryCodes(caller, person, body, client) };
  }

  @Post('removal')
  @HttpCode(204)
  @SignedIn()
  @Operation({
    summary: 'Turn two-step sign-in off',
    description: 'Forgets the app and the recovery codes; the password alone signs in from then on.',
    problems: { 409: 'It is off already (`second_factor_is_off`).', 429: TOO_MANY },
  })
  removeSecondFactor(
    @Body() body: ProveSecondFactorRequest,
    @Caller() caller: UserContext,
    @CurrentPrincipal() { person }: Principal,
    @FromClient() client: Client,
  ): Promise<void> {
    return this.keeper.turnOff(caller, person, body, client);
  }
}
