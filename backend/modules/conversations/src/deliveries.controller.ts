import { Controller, Get, HttpCode, HttpStatus, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database, InTenant, Operation, Requires, type TenantContext } from '@konstruct/platform';
import { DeliveryPage, DeliveryQuery, DeliveryView } from './deliveries.dto';
import { DeliveryDispatcher } from './delivery-dispatcher';
import { DeliveryListQuery } from './delivery-list.query';

/** Answers on their way to the channels, and what people decide on those that do not get through. */
@ApiTags('Deliveries')
@Controller('api/portal/tenants/:tenant_id/deliveries')
export class DeliveriesController {
  constructor(
    private readonly database: Database,
    private readonly deliveries: DeliveryListQuery,
    private readonly dispatcher: DeliveryDispatcher,
  ) {}

  @Get()
  @Requires('conversations:read')
  @Operation({
    summary: 'List deliveries',
    description: 'One for each answer, the most recent first, filtered by state and employee.',
  })
  listDeliveries(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Query() query: DeliveryQuery,
  ): Promise<DeliveryPage> {
    return this.database.inTenant(context, (transaction) => this.deliveries.list(transaction, query));
  }

  @Get(':delivery_id')
  @Requires('conversations:read')
  @Operation({ summary: 'Read a delivery', description: 'One answer with its state, attempts and what went wrong.' })
  readDelivery(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('delivery_id', ParseUUIDPipe) deliveryId: string,
    @InTenant() context: TenantContext,
  ): Promise<DeliveryView> {
    return this.read(context, deliveryId);
  }

  @Post(':delivery_id/retry')
  @HttpCode(HttpStatus.OK)
  @Requires('conversations:write')
  @Operation({
    summary: 'Send a delivery again',
    description:
      'Sets a failed or parked delivery to pending and sends it at once. One that may have arrived is looked up in the channel first, so that it is never there twice.',
    problems: { 409: 'It is neither failed nor parked.' },
  })
  async retryDelivery(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Param('delivery_id', ParseUUIDPipe) deliveryId: string,
  ): Promise<DeliveryView> {
    await this.dispatcher.retry(context, deliveryId);
    return this.read(context, deliveryId);
  }

  @Post(':delivery_id/discard')
  @HttpCode(HttpStatus.OK)
  @Requires('conversations:write')
  @Operation({
    summary: 'Discard a delivery',
    description: 'Ends a pending, failed or parked delivery for good; later answers of the conversation go on.',
    problems: { 409: 'It is on its way, sent or discarded.' },
  })
  async discardDelivery(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Param('delivery_id', ParseUUIDPipe) deliveryId: string,
  ): Promise<DeliveryView> {
    await this.dispatcher.discard(context, deliveryId);
    return this.read(context, deliveryId);
  }

  private read(context: TenantContext, deliveryId: string): Promise<DeliveryView> {
    return this.database.inTenant(context, (transaction) => this.deliveries.get(transaction, deliveryId));
  }
}
