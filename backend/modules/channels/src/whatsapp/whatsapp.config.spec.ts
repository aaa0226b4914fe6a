import { ConfigurationError, readSettings } from '@konstruct/platform';
import { graphAddress, whatsappSettings } from './whatsapp.config';

describe('WhatsApp settings', () => {
  it.each([
    [{}, 'https://graph.facebook.com/v23.0'],
    [{ WHATSAPP_GRAPH_URL: 'https://graph.facebook.com/v24.0/' }, 'https://graph.facebook.com/v24.0'],
    [{ WHATSAPP_GRAPH_URL: 'http://localhost:3001/whatsapp' }, 'http://localhost:3001/whatsapp/v23.0'],
  ])('of %j call %s', (environment, expected) => {
    expect(graphAddress(readSettings(whatsappSettings, environment))).toBe(expected);
  });

  it('refuse a plain-http address in production, where it would send tokens in the clear', () => {
    const environment = { NODE_ENV: 'production', WHATSAPP_GRAPH_URL: 'http://localhost:3001/whatsapp' };
    expect(() => readSettings(whatsappSettings, environment)).toThrow(ConfigurationError);
  });
});
