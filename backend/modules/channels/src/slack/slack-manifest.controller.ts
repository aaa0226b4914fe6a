import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation, PLATFORM_SETTINGS, Requires, type PlatformSettings } from '@konstruct/platform';
import { SlackManifestQuery } from './slack-install.dto';
import { slackManifest } from './slack-manifest';
import { SlackManifestView } from './slack-manifest.dto';

/** For those who run their own installation: the Slack app that it needs, ready to be created. */
@ApiTags('Channels')
@Controller('api/portal/channels/slack/manifest')
export class SlackManifestController {
  constructor(@Inject(PLATFORM_SETTINGS) private readonly platform: PlatformSettings) {}

  @Get()
  @Requires('channels:write')
  @Operation({
    summary: 'Show the manifest of the Slack app',
    description:
      "In Slack's manifest format, with the addresses of this installation and the scopes that it needs. Create the app from it at api.slack.com/apps.",
  })
  showSlackManifest(@Query() _query: SlackManifestQuery): SlackManifestView {
    return slackManifest(this.platform.PUBLIC_URL);
  }
}
