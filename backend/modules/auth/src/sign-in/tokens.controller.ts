import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Cause, Operation, Public, type RequestContext } from '@konstruct/platform';
import type { Person } from '@konstruct/tenants';
import { VerifiedPerson, assertVerified } from '../access/recognised';
import { FromClient, type Client } from '../client';
import { PasswordGuard } from '../passwords/password.guard';
import { TokenIssuer } from '../sessions/token-issuer';
import { TokenRequest, TokenView, toTokenView } from './token.dto';

/** Tokens for API clients. Public, since it is where a client proves who it is. */
@ApiTags('Sign-in')
@Controller('api/portal/auth/token')
export class TokensController {
  constructor(private readonly issuer: TokenIssuer) {}

  @Post()
  @HttpCode(200)
  @Public()
  @UseGuards(PasswordGuard)
  @Operation({
    summary: 'Get an access token',
    description:
      'By password (and a code, where two-step sign-in is on), or by the refresh token of the answer before. Each refresh token works once; a second use ends the session.',
    problems: {
      401: 'The password, the code or the refresh token is wrong (`invalid_credentials`, `second_factor_refused`, `refresh_token_invalid`), or a code is needed (`second_factor_required`).',
      429: 'Too many failures of this account or network address (`too_many_attempts`); see Retry-After.',
    },
  })
  async issueToken(
    @Body() body: TokenRequest,
    @VerifiedPerson() person: Person | null,
    @Cause() cause: RequestContext,
    @FromClient() client: Client,
  ): Promise<TokenView> {
    const { refresh_token: refreshToken } = body;
    const isRefresh = body.grant_type === 'refresh_token' && refreshToken !== undefined;
    if (isRefresh) return toTokenView(await this.issuer.refresh(cause, refreshToken));
    return toTokenView(await this.issuer.issue(cause, assertVerified(person), body.code ?? null, client));
  }
}
