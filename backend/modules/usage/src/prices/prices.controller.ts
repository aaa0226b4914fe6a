import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InTenant, Operation, PageQuery, Requires, type TenantContext } from '@konstruct/platform';
import { PriceCatalogue } from './price-catalogue';
import { PriceDesk } from './price-desk';
import {
  OwnPricePage,
  OwnPriceRequest,
  OwnPriceView,
  PricePage,
  PriceQuery,
  RepricingPage,
  RepricingRequest,
  RepricingView,
} from './prices.dto';

/** What calls are priced by, prices of the business's own, and pricing again. */
@ApiTags('Usage')
@Controller('api/portal/usage/:tenant_id')
export class PricesController {
  constructor(
    private readonly catalogue: PriceCatalogue,
    private readonly desk: PriceDesk,
  ) {}

  @Get('prices')
  @Requires('usage:read')
  @Operation({
    summary: 'List prices',
    description: 'Every price on record with its first day, source and date, earlier and later ones included.',
  })
  listPrices(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Query() query: PriceQuery,
  ): Promise<PricePage> {
    return this.catalogue.list(context, query);
  }

  @Get('own-prices')
  @Requires('usage:read')
  @Operation({
    summary: "List the business's own prices",
    description: 'What it pays by its own contracts, by their first day.',
  })
  listOwnPrices(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
  ): Promise<OwnPricePage> {
    return this.desk.listOwn(context);
  }

  @Post('own-prices')
  @Requires('billing:manage')
  @Operation({
    summary: "Set a price of the business's own",
    description:
      'It goes before all others from its day on. Calls that had no price are priced by it at once; calls that had one stay as they are until somebody has them priced again.',
  })
  setOwnPrice(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Body() request: OwnPriceRequest,
  ): Promise<OwnPriceView> {
    return this.desk.setOwn(context, request);
  }

  @Delete('own-prices/:own_price_id')
  @HttpCode(204)
  @Requires('billing:manage')
  @Operation({
    summary: "End a price of the business's own",
    description: 'From today on the ordinary price holds again. What it priced stays as it is.',
  })
  endOwnPrice(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('own_price_id', ParseUUIDPipe) id: string,
    @InTenant() context: TenantContext,
  ): Promise<void> {
    return this.desk.endOwn(context, id);
  }

  @Get('repricings')
  @Requires('usage:read')
  @Operation({ summary: 'List re-pricings', description: 'What was priced again, newest first.' })
  listRepricings(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Query() query: PageQuery,
  ): Promise<RepricingPage> {
    return this.desk.listRepricings(context, query);
  }

  @Post('repricings')
  @HttpCode(HttpStatus.ACCEPTED)
  @Requires('billing:manage')
  @Operation({
    summary: 'Price calls again',
    description:
      'Every change is a correction, which payslips show. It goes on in the background; ask for its progress.',
  })
  orderRepricing(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Body() request: RepricingRequest,
  ): Promise<RepricingView> {
    return this.desk.orderRepricing(context, request);
  }

  @Get('repricings/:repricing_id')
  @Requires('usage:read')
  @Operation({ summary: 'Show a re-pricing', description: 'How far it has come and what it changed.' })
  getRepricing(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('repricing_id', ParseUUIDPipe) id: string,
    @InTenant() context: TenantContext,
  ): Promise<RepricingView> {
    return this.desk.repricing(context, id);
  }
}
