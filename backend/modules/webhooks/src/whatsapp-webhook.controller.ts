import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { WhatsappDoor, isVerifyToken } from '@konstruct/channels';
import { Operation, Public } from '@konstruct/platform';
import { WebhookError } from './webhooks.errors';

/** Meta's webhooks, at an address of its own for each connection. Public, because tokens and signatures are the access check. */
@ApiTags('Webhooks')
@Controller('api/webhooks/whatsapp')
export class WhatsappWebhookController {
  constructor(private readonly door: WhatsappDoor) {}

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
}
