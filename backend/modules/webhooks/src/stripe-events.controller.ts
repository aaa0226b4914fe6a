import { Controller, HttpCode, Post, Req, type RawBodyRequest } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { StripeWebhooks } from '@konstruct/billing';
import { Operation, Public } from '@konstruct/platform';

/** Stripe's webhook endpoint. Public, because the signature over the raw bytes is the access check. */
@ApiTags('Webhooks')
@Controller('api/webhooks')
export class StripeEventsController {
  constructor(private readonly webhooks: StripeWebhooks) {}

  @Post('stripe')
  @Public()
  @HttpCode(200)
  @ApiHeader({
    name: 'Stripe-Signature',
    required: true,
    description: 'The time and the HMAC-SHA256 of the request.',
    example: 't=1614556800,v1=fa0b5ccf7817f153d5f82b42b3e550fd47d0d5ed0eceffd9a2a99d68c4baca04',
  })
  @ApiBody({
    schema: {
      type: 'object',
      additionalProperties: true,
      example: { id: 'evt_1QK', object: 'event', type: 'invoice.paid' },
    },
  })
  @ApiOkResponse({
    description: 'Its effect is stored, or it has none here.',
    schema: { type: 'object', additionalProperties: true, example: { received: true } },
  })
  @Operation({
    summary: 'Receive a Stripe event',
    description:
      "Verifies the signature over the raw bytes and reads the customer's subscriptions from Stripe anew; the event's id and its effect are stored together, once.",
    problems: {
      400: 'The signature is missing, wrong or more than five minutes away from now, or the body is no event.',
      503: 'Payments are not set up, or Stripe does not answer; Stripe sends the event again.',
    },
  })
  async receiveStripeEvent(@Req() request: RawBodyRequest<FastifyRequest>): Promise<{ received: true }> {
    const signature = request.headers['stripe-signature'];
    const header = typeof signature === 'string' ? signature : '';
    await this.webhooks.receive(request.rawBody ?? Buffer.alloc(0), header, request.id);
    return { received: true };
  }
}
