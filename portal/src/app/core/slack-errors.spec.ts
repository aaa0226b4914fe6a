import { slackErrorWords } from './slack-errors';

describe('slackErrorWords', () => {
  it('says what happened and what to do', () => {
    expect(slackErrorWords('workspace_connected_elsewhere').text).toContain('disconnect it there');
  });

  it('names a code that it does not know, and still says what to do', () => {
    const words = slackErrorWords('brand_new_code');
    expect(words.heading).toContain('brand_new_code');
    expect(words.text).toContain('Add to Slack');
  });
});
