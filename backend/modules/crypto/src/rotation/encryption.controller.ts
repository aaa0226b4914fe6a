import { Body, Controller, Get, HttpCode, HttpStatus, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { Caller, Operation, PlatformAdminOnly, type UserContext } from '@konstruct/platform';
import { EncryptionKeyPage, KeyRotationInput, KeyRotationView, toKeyView, toRotationView } from './encryption.dto';
import { KeyInventory } from './key-inventory';
import { RotationDesk } from './rotation-desk';

/** The keys of stored secrets, for those who run the installation: numbers and fingerprints, never a key. */
@ApiTags('Platform administration')
@Controller('api/admin/encryption')
export class EncryptionController {
  constructor(
    private readonly inventory: KeyInventory,
    private readonly desk: RotationDesk,
  ) {}

  @Get('keys')
  @PlatformAdminOnly()
  @Operation({
    summary: 'List encryption keys',
    description: 'How many secrets are under which key, over all businesses, and which key can be dropped.',
  })
  async listEncryptionKeys(@Caller() caller: UserContext): Promise<EncryptionKeyPage> {
    const { keys } = await this.inventory.take(caller);
    return { items: keys.map(toKeyView), next_cursor: null };
  }

  @Post('rotations')
  @HttpCode(HttpStatus.ACCEPTED)
  @PlatformAdminOnly()
  @Operation({
    summary: 'Encrypt all secrets anew',
    description: 'In the background, under the current key. While one runs, that one is answered.',
  })
  @ApiBody({ type: KeyRotationInput, required: false })
  async beginKeyRotation(@Body() input: KeyRotationInput, @Caller() caller: UserContext): Promise<KeyRotationView> {
    return toRotationView(await this.desk.begin(caller, input.leave_missing ?? false));
  }

  @Get('rotations/:rotation_id')
  @PlatformAdminOnly()
  @Operation({
    summary: 'Show how far a rotation is',
    description: 'Ask again until it is no longer running.',
    problems: { 404: 'There is no such rotation.' },
  })
  async showKeyRotation(
    @Param('rotation_id', new ParseUUIDPipe({ errorHttpStatusCode: HttpStatus.NOT_FOUND })) id: string,
    @Caller() caller: UserContext,
  ): Promise<KeyRotationView> {
    return toRotationView(await this.desk.find(caller, id));
  }
}
