import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InTenant, Operation, Requires, type TenantContext } from '@konstruct/platform';
import { BillingQuery } from '../billing.dto';
import { UsageMeterReader } from './usage-meter-reader';
import { MeteredUsageView } from './usage.dto';

/** The meters of a business. */
@ApiTags('Billing')
@Controller('api/portal/billing/usage')
export class MeteredUsageController {
  constructor(private readonly reader: UsageMeterReader) {}

  @Get()
  @Requires('usage:read')
  @Operation({
    summary: 'Read the meters',
    description:
      'API calls, employees and tokens against what the tier allows. Calls with a bearer token count, whatever they are about, but those of billing; the portal’s own do not. Not counted itself.',
  })
  readMeteredUsage(@Query() _query: BillingQuery, @InTenant() context: TenantContext): Promise<MeteredUsageView> {
    return this.reader.read(context);
  }
}
