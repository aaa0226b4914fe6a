import { Controller, Get, Header, HttpCode, Param, Post, Query, Req, type RawBodyRequest } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { WhatsappDoor, isVerifyToken, verifyMetaSignature, type WhatsappEntrance } from '@konstruct/channels';
import { Operation, Public } from '@konstruct/platform';
import type { FastifyRequest } from 'fastify';
import { WebhookError } from './webhooks.errors';
import { WhatsappInbox } from './whatsapp-inbox';

/** Meta's webhooks, at an address of its own for each connection. Public, because tokens and signatures are the access check. */
@ApiTags('Webhooks')
@Controller('api/webhooks/whatsapp')
export class WhatsappWebhookController {
  constructor(
    private readonly door: WhatsappDoor,
    private readonly inbox: WhatsappInbox,
  ) {}

  @Get(':connection_id')
  @Public()
  @Header('content-type', 'text/plain; charset=utf-8')
  @ApiQuery({ name: 'hub.mode', type: String, description: 'Always subscribe.', example: 'subscribe' })
  @ApiQuery({ name: 'hub.challenge', type: String, description: 'What Meta wants back.', example: '1158201444' })
  @ApiQuery({ name: 'hub.verify_token', type: String, description: 'What Meta was told.', example: 'meatyhamhock' })
  @ApiOkResponse({
    description: 'The challenge.',
    content: { 'text/plain': { schema: { type: 'string', example: '1158201444' } } },
  })
  @Operation({
    summary: 'Answer Meta’s check of the address',
    description: 'Meta asks once, while the connection subscribes to the business account.',
    problems: { 400: 'Parts of the question are missing.', 403: 'The token is not the one of this connection.' },
  })
  async verifyWhatsappAddress(
    @Param('connection_id') connectionId: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    const { 'hub.mode': mode, 'hub.challenge': challenge, 'hub.verify_token': token } = query;
    if (typeof challenge !== 'string' || typeof token !== 'string') throw new WebhookError('challenge_incomplete');
    const entrance = await this.door.findByConnection(connectionId);
    if (mode !== 'subscribe' || !entrance || !isVerifyToken(entrance, token))
      throw new WebhookError('verify_token_invalid');
    return challenge;
  }

  @Post(':connection_id')
  @Public()
  @HttpCode(200)
  @ApiHeader({
    name: 'X-Hub-Signature-256',
    required: true,
    description: 'sha256= and the HMAC-SHA256 of the body with the app secret.',
    example: 'sha256=eefab58106e73358686845848feb95c56372e7391b3dc050b6a31c8c5f347ece',
  })
  @ApiBody({
    schema: {
      type: 'object',
      additionalProperties: true,
      example: { object: 'whatsapp_business_account', entry: [] },
    },
  })
  @ApiOkResponse({
    description: 'Stored, or ignored on purpose.',
    schema: { type: 'object', additionalProperties: true, example: { ok: true } },
  })
  @Operation({
    summary: 'Receive what Meta sends',
    description:
      'Verifies the signature over the raw bytes with the secret of this connection’s app, stores every message and status once, and acknowledges; a worker acts on them.',
    problems: {
      400: 'The body is no event.',
      401: 'The signature is missing or wrong, or there is no such connection.',
      503: 'The secret cannot be read at the moment; Meta sends it again.',
    },
  })
  async receiveWhatsappEvents(
    @Param('connection_id') connectionId: string,
    @Req() request: RawBodyRequest<FastifyRequest>,
  ): Promise<{ ok: true }> {
    const rawBody = request.rawBody ?? Buffer.alloc(0);
    const header = request.headers['x-hub-signature-256'];
    const signature = typeof header === 'string' ? header : '';
    const entrance = await this.verify(connectionId, signature, rawBody);
    const { body } = request;
    if (typeof body !== 'object' || body === null) throw new WebhookError('body_not_understood');
    await this.inbox.store(entrance, { rawBody, signature, body, requestId: request.id });
    return { ok: true };
  }

  private async verify(connectionId: string, signature: string, rawBody: Buffer): Promise<WhatsappEntrance> {
    const entrance = await this.door.findByConnection(connectionId);
    if (!entrance || !verifyMetaSignature(entrance.appSecret, signature, rawBody))
      throw new WebhookError('meta_signature_invalid');
    return entrance;
  }
}
