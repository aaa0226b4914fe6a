import { Body, Controller, Get, HttpCode, HttpStatus, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, InTenant, Operation, Requires, type TenantContext, type UserContext } from '@konstruct/platform';
import { ConnectionView } from '../channels.dto';
import { toConnectionView } from '../connection-view';
import { WhatsappCheckDesk } from './whatsapp-check-desk';
import {
  CheckWhatsappRequest,
  ConnectWhatsappRequest,
  WhatsappChecksView,
  WhatsappTemplatesView,
} from './whatsapp-connect.dto';
import { WhatsappConnecting } from './whatsapp-connecting';
import { WhatsappTemplates } from './whatsapp-templates';

/** Connecting a WhatsApp number, check by check. */
@ApiTags('Channels')
@Controller('api/portal')
export class WhatsappConnectController {
  constructor(
    private readonly connecting: WhatsappConnecting,
    private readonly desk: WhatsappCheckDesk,
    private readonly templates: WhatsappTemplates,
  ) {}

  @Post('channels/whatsapp/checks')
  @HttpCode(200)
  @Requires('channels:write')
  @Operation({
    summary: 'Check a WhatsApp number',
    description:
      'Asks Meta, check by check, whether what was entered so far will work. Each check can be run again alone; nothing is stored.',
  })
  checkWhatsapp(
    @Body() request: CheckWhatsappRequest,
    @InTenant() context: TenantContext,
  ): Promise<WhatsappChecksView> {
    return this.desk.run(context, request);
  }

  @Post('channels/whatsapp/connect')
  @HttpCode(200)
  @Requires('channels:write')
  @Operation({
    summary: 'Connect a WhatsApp number',
    description:
      'Runs the required checks, stores token and secret encrypted, and has Meta send what happens to the account here. Connecting a number again renews its token; employees, conversations and history stay.',
    problems: {
      409: 'The number belongs to another business (`number_connected_elsewhere`).',
      422: 'A check failed (`whatsapp_check_failed`); errors name the field and the fix.',
      502: 'Meta refused; the detail has its code and the fix.',
      503: 'Meta cannot be reached.',
    },
  })
  async connectWhatsapp(
    @Body() request: ConnectWhatsappRequest,
    @InTenant() context: TenantContext,
    @Caller() { userId }: UserContext,
  ): Promise<ConnectionView> {
    const connection = await this.connecting.connect(context, userId, {
      phoneNumberId: request.phone_number_id,
      businessAccountId: request.business_account_id,
      accessToken: request.access_token,
      appSecret: request.app_secret,
    });
    return toConnectionView(connection);
  }

  @Get('tenants/:tenant_id/channels/:connection_id/templates')
  @Requires('channels:read')
  @Operation({
    summary: 'List templates',
    description: 'The message templates of the number’s account, as Meta has them at the moment.',
    problems: { 409: 'The connection does not work.', 502: 'Meta refused.', 503: 'Meta cannot be reached.' },
  })
  listTemplates(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('connection_id', new ParseUUIDPipe({ errorHttpStatusCode: HttpStatus.NOT_FOUND })) connectionId: string,
    @InTenant() context: TenantContext,
  ): Promise<WhatsappTemplatesView> {
    return this.templates.list(context, connectionId);
  }
}
