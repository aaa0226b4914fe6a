import { ChannelsApp } from '../../testing/channels-app';

describe('the manifest of the Slack app', () => {
  it('is there before Slack is set up, and names what consent asks for', async () => {
    const app = await ChannelsApp.start({ SLACK_CLIENT_ID: '', SLACK_CLIENT_SECRET: '', SLACK_SIGNING_SECRET: '' });
    const operator = await app.operator();
    const answer = await app
      .browser(operator)
      .get(`/api/portal/channels/slack/manifest?tenant_id=${operator.tenantId}`);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        display_information: { name: 'Konstruct' },
        oauth_config: {
          redirect_urls: ['http://localhost:3000/api/portal/channels/slack/callback'],
          scopes: { bot: expect.arrayContaining(['chat:write', 'chat:write.customize']) },
        },
        settings: { event_subscriptions: { request_url: 'http://localhost:3000/api/webhooks/slack/events' } },
      },
    });
    await app.stop();
  });
});
