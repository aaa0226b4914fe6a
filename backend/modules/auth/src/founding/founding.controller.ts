import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Operation, SignedIn, type UserContext } from '@konstruct/platform';
import { CreateTenantRequest, TenantFounder, TenantView, toTenantView } from '@konstruct/tenants';
import { FromClient, type Client } from '../client';
import { Throttle } from '../throttling/throttle';

/** Further businesses of somebody who is signed in. Here and not with businesses, for like sign-ups they are limited in number. */
@ApiTags('Tenants')
@Controller('api/portal/tenants')
export class FoundingController {
  constructor(
    private readonly throttle: Throttle,
    private readonly founder: TenantFounder,
  ) {}

  @Post()
  @SignedIn()
  @Operation({
    summary: 'Create a business',
    description: 'Creates a further business; the caller becomes its owner.',
    problems: {
      429: 'Too many businesses of this person today, or of this network address within an hour (`too_many_businesses`); see Retry-After.',
    },
  })
  async createTenant(
    @Caller() caller: UserContext,
    @FromClient() client: Client,
    @Body() body: CreateTenantRequest,
  ): Promise<TenantView> {
    await this.throttle.countBusiness(caller, client.address);
    return toTenantView(await this.founder.foundAnother(caller, { name: body.name, timeZone: body.time_zone }));
  }
}
