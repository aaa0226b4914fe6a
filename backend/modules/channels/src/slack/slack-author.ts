import type { ChannelAuthor } from '../messaging/channel-driver';

/** Slack knows pictures by their own names; these are the avatars that the portal offers. */
const SHORTCODES: ReadonlyMap<string, string> = new Map([
  ['🙂', 'slightly_smiling_face'],
  ['🦉', 'owl'],
  ['🦊', 'fox_face'],
  ['🐝', 'bee'],
  ['🐙', 'octopus'],
  ['🦁', 'lion_face'],
  ['🐳', 'whale'],
  ['🦜', 'parrot'],
  ['🤖', 'robot_face'],
  ['🧭', 'compass'],
  ['🔧', 'wrench'],
  ['📚', 'books'],
  ['☕', 'coffee'],
  ['🌱', 'seedling'],
  ['⚡', 'zap'],
  ['🎧', 'headphones'],
]);

/** Some keyboards add it to say "as a picture"; it changes nothing of what is meant. */
const VARIATION_SELECTOR = '\uFE0F';

/** The arguments of chat.postMessage that show an employee; an avatar that Slack has no name for leaves the app's own. */
export function authorArguments({ name, emoji }: ChannelAuthor): { username: string; icon_emoji?: string } {
  const shortcode = SHORTCODES.get(emoji.replaceAll(VARIATION_SELECTOR, ''));
  return shortcode === undefined ? { username: name } : { username: name, icon_emoji: `:${shortcode}:` };
}
