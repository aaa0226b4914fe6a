import { Controller, Get, HttpStatus, Param, ParseUUIDPipe, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  Caller,
  Cause,
  InTenant,
  Operation,
  Public,
  Requires,
  type AuthorizedRequest,
  type RequestContext,
  type TenantContext,
  type UserContext,
} from '@konstruct/platform';
import type { FastifyReply } from 'fastify';
import { SlackBrowserCookie } from './slack-browser-cookie';
import { SlackConnectAttempts } from './slack-connect-attempts';
import { readSlackAnswer, sendOutcome } from './slack-install-answer';
import {
  SlackAttemptView,
  SlackConnectedView,
  SlackInstallQuery,
  SlackInstallView,
  toAttemptView,
} from './slack-install.dto';
import { SlackInstallation } from './slack-installation';

/** "Add to Slack": the way to Slack's consent page and back. */
@ApiTags('Channels')
@Controller('api/portal')
export class SlackInstallController {
  constructor(
    private readonly installation: SlackInstallation,
    private readonly attempts: SlackConnectAttempts,
    private readonly browser: SlackBrowserCookie,
  ) {}

  @Get('channels/slack/install')
  @Requires('channels:write')
  @Operation({
    summary: 'Begin connecting Slack',
    description:
      "Gives the address of Slack's consent page and binds the attempt to this browser by a cookie. It is valid for ten minutes and once. Connecting a workspace again renews its permissions; `team` chooses it beforehand.",
    problems: { 503: 'Slack is not set up on this installation; the detail names the missing variables.' },
  })
  async beginSlackInstall(
    @Query() { team }: SlackInstallQuery,
    @InTenant() context: TenantContext,
    @Caller() caller: UserContext,
    @Req() request: AuthorizedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SlackInstallView> {
    const browserToken = this.browser.keep(request, reply);
    return { url: await this.installation.begin(context, { userId: caller.userId, browserToken, team }) };
  }

  /** Public, because Slack sends people here; the signed state, the browser's cookie and single use are the access check. */
  @Get('channels/slack/callback')
  @Public({ recognisesCaller: true })
  @ApiQuery({
    name: 'code',
    type: String,
    required: false,
    description: 'What Slack grants for a token.',
    example: '4724469134.4644010092847.232b4e6d',
  })
  @ApiQuery({
    name: 'state',
    type: String,
    required: false,
    description: 'The state of the attempt.',
    example: 'eyJ0ZW5hbnRJZCI6.c2lnbmF0dXJl',
  })
  @ApiQuery({
    name: 'error',
    type: String,
    required: false,
    description: 'Why Slack granted nothing.',
    example: 'access_denied',
  })
  @ApiOkResponse({ type: SlackConnectedView, description: 'Connected; for clients that accept application/json.' })
  @ApiResponse({
    status: 303,
    description: 'For browsers: back into the wizard, with slack=connected, or with slack_error and slack_attempt.',
  })
  @Operation({
    summary: 'Finish connecting Slack',
    description:
      'Slack sends the browser here. Clients that accept application/json get the connection or a problem; browsers are sent back into the wizard.',
    problems: {
      400: 'Cancelled, or the state or code is not valid or too old.',
      403: 'Begun in another browser or by somebody else, or Slack does not allow it.',
      409: 'The link was used before, or the workspace belongs to another business.',
      502: 'Slack refused, or the app is not set up right.',
      503: 'Slack cannot be reached.',
    },
  })
  async finishSlackInstall(
    @Req() request: AuthorizedRequest,
    @Cause() cause: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const browser = { browserToken: this.browser.read(request), userId: request.userContext?.userId ?? null };
    const outcome = await this.installation.complete(cause, readSlackAnswer(request.query), browser);
    await sendOutcome(request, reply, outcome);
  }

  @Get('tenants/:tenant_id/channels/slack/attempts/:attempt_id')
  @Requires('channels:read')
  @Operation({
    summary: 'Show an attempt to connect Slack',
    description:
      'Why an attempt failed, in words that say what to do. The wizard asks with the slack_attempt of its address.',
    problems: { 404: 'There is no such attempt.' },
  })
  async showSlackAttempt(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('attempt_id', new ParseUUIDPipe({ errorHttpStatusCode: HttpStatus.NOT_FOUND })) attemptId: string,
    @InTenant() context: TenantContext,
  ): Promise<SlackAttemptView> {
    return toAttemptView(await this.attempts.find(context, attemptId));
  }
}
