import { authorArguments } from './slack-author';

describe('authorArguments', () => {
  it.each([
    ['🎧', ':headphones:'],
    ['☕', ':coffee:'],
    ['☕️', ':coffee:'],
    ['⚡️', ':zap:'],
  ])('names the avatar %s as Slack does', (emoji, icon) => {
    expect(authorArguments({ name: 'Mia', emoji })).toEqual({ username: 'Mia', icon_emoji: icon });
  });

  it('leaves the picture of the app where Slack has no name for the avatar', () => {
    expect(authorArguments({ name: 'Mia', emoji: '🪿' })).toEqual({ username: 'Mia' });
  });
});
