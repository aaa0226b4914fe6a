import { mediaAddress } from './media-address';

const GRAPH = 'https://graph.facebook.com/v23.0';

describe('mediaAddress', () => {
  it.each([
    'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&hash=a',
    'https://scontent.xx.fbcdn.net/file',
    'https://mmg.whatsapp.net/file',
    'https://graph.facebook.com/v23.0/file',
  ])('fetches from Meta: %s', (address) => expect(mediaAddress(address, GRAPH)?.href).toBe(address));

  it.each([
    'http://lookaside.fbsbx.com/file',
    'https://lookaside.fbsbx.com:8443/file',
    'https://fbsbx.com.example.org/file',
    'https://evilfbsbx.com/file',
    'https://lookaside.fbsbx.com@example.org/file',
    'https://user:secret@lookaside.fbsbx.com/file',
    'http://127.0.0.1/file',
    'http://169.254.169.254/latest/meta-data',
    'http://[::1]/file',
    'file:///etc/passwd',
    'no address',
    '',
  ])('shows the token to nobody else: %s', (address) => expect(mediaAddress(address, GRAPH)).toBeNull());

  it('fetches from the stand-in of the Graph API, and not from the machine beside it', () => {
    expect(
      mediaAddress('http://127.0.0.1:3001/whatsapp/media-files/1', 'http://127.0.0.1:3001/whatsapp'),
    ).not.toBeNull();
    expect(mediaAddress('http://127.0.0.1:5432/', 'http://127.0.0.1:3001/whatsapp')).toBeNull();
  });
});
