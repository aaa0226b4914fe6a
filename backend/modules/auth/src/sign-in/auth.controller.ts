import { Body, Controller, Get, HttpCode, Post, Res, UseGuards } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Caller, Cause, Operation, Public, SignedIn, type RequestContext, type UserContext } from '@konstruct/platform';
import type { Person } from '@konstruct/tenants';
import type { FastifyReply } from 'fastify';
import type { Principal } from '../access/principal';
import { CurrentPrincipal, MaybePrincipal, VerifiedPerson, assertVerified } from '../access/recognised';
import { SameOriginGuard } from '../access/same-origin.guard';
import { FromClient, type Client } from '../client';
import { PasswordGuard } from '../passwords/password.guard';
import { SessionCookies } from '../sessions/session-cookies';
import { SessionKeeper } from '../sessions/session-keeper';
import { AcceptInvitationRequest } from './accept-invitation.dto';
import { InvitationAcceptance } from './invitation-acceptance';
import { SecondFactorGuard } from './second-factor.guard';
import { SecondStepRequest, SignInChallengeView } from './second-step.dto';
import { SessionPresenter } from './session-presenter';
import { SessionView } from './session.dto';
import { SignInDesk } from './sign-in-desk';
import { SignInRequest, SignUpRequest } from './sign-in.dto';
import { SignUpDesk } from './sign-up-desk';

/** Signing up, in and out of the portal. What opens a session is public and takes no request from another site's page. */
@ApiTags('Sign-in')
@Controller('api/portal/auth')
export class AuthController {
  constructor(
    private readonly signUpDesk: SignUpDesk,
    private readonly signInDesk: SignInDesk,
    private readonly acceptance: InvitationAcceptance,
    private readonly presenter: SessionPresenter,
    private readonly sessions: SessionKeeper,
    private readonly cookies: SessionCookies,
  ) {}

  @Post('sign-up')
  @Public()
  @UseGuards(SameOriginGuard)
  @Operation({
    summary: 'Sign up',
    description: 'Creates a person, a business and the ownership of it, and opens a session by cookie.',
    problems: {
      403: "The request comes from another site's page (`cross_site_request`).",
      409: 'The e-mail address has an account (`email_taken`).',
      429: 'Too many sign-ups from this network address (`too_many_attempts`); see Retry-After.',
    },
  })
  async signUp(
    @Body() body: SignUpRequest,
    @Cause() cause: RequestContext,
    @FromClient() client: Client,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.presenter.welcome(cause, await this.signUpDesk.signUp(cause, body, client), client, reply);
  }

  @Post('sign-in')
  @HttpCode(200)
  @Public()
  @UseGuards(SameOriginGuard, PasswordGuard)
  @ApiOkResponse({ type: SessionView, description: 'Signed in.' })
  @ApiAcceptedResponse({ type: SignInChallengeView, description: 'A code is needed as well: two-step sign-in is on.' })
  @Operation({
    summary: 'Sign in',
    description:
      'Opens a session by cookie. Changing requests then need the XSRF-TOKEN cookie as X-XSRF-TOKEN header. With two-step sign-in it answers 202 and a challenge for the second step instead.',
    problems: {
      401: 'The e-mail address or the password is wrong (`invalid_credentials`).',
      403: "The request comes from another site's page (`cross_site_request`).",
      429: 'Too many failures of this account or network address (`too_many_attempts`); see Retry-After.',
    },
  })
  async signIn(
    @Body() _body: SignInRequest,
    @VerifiedPerson() person: Person | null,
    @Cause() cause: RequestContext,
    @FromClient() client: Client,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView | SignInChallengeView> {
    const outcome = await this.signInDesk.signIn(cause, assertVerified(person), client);
    if ('challenge' in outcome) return this.presenter.challenge(outcome, reply);
    return this.presenter.welcome(cause, outcome, client, reply);
  }

  @Post('sign-in/second-step')
  @HttpCode(200)
  @Public()
  @UseGuards(SameOriginGuard, SecondFactorGuard)
  @Operation({
    summary: 'Sign in: the second step',
    description:
      'Opens a session by cookie for the challenge of the first step and a code of the app or a recovery code.',
    problems: {
      401: 'The code is wrong or was used before (`second_factor_refused`), or the challenge has ended (`sign_in_expired`).',
      403: "The request comes from another site's page (`cross_site_request`).",
      429: 'Too many wrong codes of this account or network address (`too_many_attempts`); see Retry-After.',
    },
  })
  async completeSignIn(
    @Body() _body: SecondStepRequest,
    @VerifiedPerson() person: Person | null,
    @Cause() cause: RequestContext,
    @FromClient() client: Client,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const signedIn = await this.signInDesk.completeSignIn(cause, assertVerified(person), client);
    return this.presenter.welcome(cause, signedIn, client, reply);
  }

  @Post('sign-out')
  @HttpCode(204)
  @SignedIn()
  @Operation({ summary: 'Sign out', description: 'Ends the session of this request and clears its cookies.' })
  async signOut(@Caller() caller: UserContext, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.signOut(caller);
    this.cookies.clear(reply);
  }

  @Get('session')
  @SignedIn()
  @Operation({ summary: 'Show the session', description: 'Who is signed in, and the businesses they belong to.' })
  showSession(
    @CurrentPrincipal() principal: Principal,
    @Cause() cause: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.presenter.current(cause, principal, reply);
  }

  @Post('invitations/accept')
  @HttpCode(200)
  @Public({ recognisesCaller: true })
  @UseGuards(SameOriginGuard)
  @Operation({
    summary: 'Accept an invitation',
    description:
      'Joins the business of the link. Somebody signed in joins as they are; somebody new gives a name and a password and is signed in.',
    problems: {
      403: 'The invitation is for another e-mail address (`invitation_for_another_email`).',
      404: 'There is no such invitation any more (`invitation_not_found`).',
      409: 'The invited address has an account: sign in first (`sign_in_to_accept`); or it is a member already.',
      410: 'The invitation was used or has expired (`invitation_used`, `invitation_expired`).',
    },
  })
  async acceptInvitation(
    @Body() body: AcceptInvitationRequest,
    @MaybePrincipal() principal: Principal | null,
    @Cause() cause: RequestContext,
    @FromClient() client: Client,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const signedIn = await this.acceptance.accept(cause, body, principal, client);
    return this.presenter.welcome(cause, signedIn, client, reply);
  }
}
