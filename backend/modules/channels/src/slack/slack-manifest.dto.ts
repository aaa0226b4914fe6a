import { ApiProperty } from '@nestjs/swagger';

/** The version of Slack's manifest format. */
class SlackManifestMetadata {
  @ApiProperty({ type: Number, description: 'The major version.', example: 2 })
  major_version!: number;

  @ApiProperty({ type: Number, description: 'The minor version.', example: 1 })
  minor_version!: number;
}

/** How the app is shown in Slack. */
class SlackManifestDisplay {
  @ApiProperty({ type: String, description: 'The name of the app.', example: 'Konstruct' })
  name!: string;

  @ApiProperty({
    type: String,
    description: 'What it is, in a sentence.',
    example: 'AI employees that answer in your workspace.',
  })
  description!: string;

  @ApiProperty({ type: String, description: 'The colour behind its name.', example: '#0b4f5c' })
  background_color!: string;
}

/** Where people find the app. */
class SlackManifestAppHome {
  @ApiProperty({ type: Boolean, description: 'Whether it has a page of its own.', example: false })
  home_tab_enabled!: boolean;

  @ApiProperty({ type: Boolean, description: 'Whether people can open direct messages with it.', example: true })
  messages_tab_enabled!: boolean;

  @ApiProperty({ type: Boolean, description: 'Whether they can only read there.', example: false })
  messages_tab_read_only_enabled!: boolean;
}

/** The user that the employees act as. */
class SlackManifestBotUser {
  @ApiProperty({ type: String, description: 'Its name.', example: 'Konstruct' })
  display_name!: string;

  @ApiProperty({ type: Boolean, description: 'Whether it is always shown as online.', example: true })
  always_online!: boolean;
}

/** What the app consists of. */
class SlackManifestFeatures {
  @ApiProperty({ type: SlackManifestAppHome, description: 'Where people find it.' })
  app_home!: SlackManifestAppHome;

  @ApiProperty({ type: SlackManifestBotUser, description: 'The user that it acts as.' })
  bot_user!: SlackManifestBotUser;
}

/** What the app may do. */
class SlackManifestScopes {
  @ApiProperty({ type: [String], description: 'The scopes of the bot.', example: ['chat:write'] })
  bot!: string[];
}

/** How workspaces are connected. */
class SlackManifestOauth {
  @ApiProperty({
    type: [String],
    description: 'Where Slack sends people back to.',
    example: ['https://konstruct.example.com/api/portal/channels/slack/callback'],
  })
  redirect_urls!: string[];

  @ApiProperty({ type: SlackManifestScopes, description: 'What it may do.' })
  scopes!: SlackManifestScopes;
}

/** What the app is told of. */
class SlackManifestEvents {
  @ApiProperty({
    type: String,
    description: 'Where Slack sends events to.',
    example: 'https://konstruct.example.com/api/webhooks/slack/events',
  })
  request_url!: string;

  @ApiProperty({ type: [String], description: 'The events.', example: ['app_mention'] })
  bot_events!: string[];
}

/** Buttons and forms inside Slack. */
class SlackManifestInteractivity {
  @ApiProperty({ type: Boolean, description: 'Whether there are any.', example: false })
  is_enabled!: boolean;
}

/** How the app works with Slack. */
class SlackManifestSettings {
  @ApiProperty({ type: SlackManifestEvents, description: 'What it is told of.' })
  event_subscriptions!: SlackManifestEvents;

  @ApiProperty({ type: SlackManifestInteractivity, description: 'Buttons and forms inside Slack.' })
  interactivity!: SlackManifestInteractivity;

  @ApiProperty({ type: Boolean, description: 'Whether a whole organisation can install it at once.', example: true })
  org_deploy_enabled!: boolean;

  @ApiProperty({ type: Boolean, description: 'Whether events come over a socket.', example: false })
  socket_mode_enabled!: boolean;

  @ApiProperty({ type: Boolean, description: 'Whether tokens expire and are renewed.', example: true })
  token_rotation_enabled!: boolean;
}

/** A Slack app for this installation, in Slack's own manifest format. */
export class SlackManifestView {
  @ApiProperty({ type: SlackManifestMetadata, description: 'The version of the format.' })
  _metadata!: SlackManifestMetadata;

  @ApiProperty({ type: SlackManifestDisplay, description: 'How it is shown in Slack.' })
  display_information!: SlackManifestDisplay;

  @ApiProperty({ type: SlackManifestFeatures, description: 'What it consists of.' })
  features!: SlackManifestFeatures;

  @ApiProperty({ type: SlackManifestOauth, description: 'How workspaces are connected.' })
  oauth_config!: SlackManifestOauth;

  @ApiProperty({ type: SlackManifestSettings, description: 'How it works with Slack.' })
  settings!: SlackManifestSettings;
}
