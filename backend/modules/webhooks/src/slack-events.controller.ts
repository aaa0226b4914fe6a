import { Controller, HttpCode, Inject, Post, Req, type RawBodyRequest } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { SLACK_SETTINGS, readSlackEvent, verifySlackSignature, type SlackSettings } from '@konstruct/channels';
import { Clock, Operation, Public } from '@konstruct/platform';
import { SlackInbox } from './slack-inbox';
import { storablePayload } from './storable-payload';
import { WebhookError } from './webhooks.errors';

/** What Slack gets as an answer: the challenge of a URL check, or nothing but the acknowledgement. */
type Acknowledgement = { challenge: string } | { ok: true };

/** Slack's Events API. Public, because the signature over the raw bytes is the access check. */
@ApiTags('Webhooks')
@Controller('api/webhooks/slack')
export class SlackEventsController {
  constructor(
    @Inject(SLACK_SETTINGS) private readonly settings: SlackSettings,
    private readonly inbox: SlackInbox,
    private readonly clock: Clock,
  ) {}

  @Post('events')
  @Public()
  @HttpCode(200)
  @ApiHeader({
    name: 'X-Slack-Signature',
    required: true,
    description: 'v0= and the HMAC-SHA256 of the request.',
    example: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  })
  @ApiHeader({
    name: 'X-Slack-Request-Timestamp',
    required: true,
    description: 'Seconds since 1970.',
    example: '1531420618',
  })
  @ApiBody({
    schema: {
      type: 'object',
      additionalProperties: true,
      example: { type: 'url_verification', challenge: '3eZbrw1aBm2rZgRNFdxV' },
    },
  })
  @ApiOkResponse({
    description: 'Stored, or ignored on purpose; a URL check is answered with its challenge.',
    schema: { type: 'object', additionalProperties: true, example: { ok: true } },
  })
  @Operation({
    summary: 'Receive a Slack event',
    description:
      'Verifies the signature over the raw bytes, stores the event once, and acknowledges it; a worker acts on it.',
    problems: {
      400: 'The body is not an event.',
      401: 'The signature is missing, wrong or older than five minutes.',
      503: 'Slack is not configured.',
    },
  })
  async receiveSlackEvent(@Req() request: RawBodyRequest<FastifyRequest>): Promise<Acknowledgement> {
    this.verify(request);
    const payload = storablePayload(request.body as object);
    const event = readSlackEvent(payload, null);
    if (event.kind === 'url_verification') return { challenge: event.challenge };
    await this.inbox.store(event, payload, request.id);
    return { ok: true };
  }

  private verify(request: RawBodyRequest<FastifyRequest>): void {
    const secret = this.settings.SLACK_SIGNING_SECRET;
    if (!secret) throw new WebhookError('slack_not_configured');
    const isGenuine = verifySlackSignature({
      signingSecret: secret,
      timestamp: headerOf(request, 'x-slack-request-timestamp'),
      signature: headerOf(request, 'x-slack-signature'),
      rawBody: request.rawBody ?? Buffer.alloc(0),
      nowSeconds: Math.floor(this.clock.now().getTime() / 1_000),
    });
    if (!isGenuine) throw new WebhookError('signature_invalid');
    if (typeof request.body !== 'object' || request.body === null) throw new WebhookError('body_not_understood');
  }
}

function headerOf(request: FastifyRequest, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}
