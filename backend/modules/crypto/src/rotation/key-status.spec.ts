import { adviceOn, keyStatuses, type KeyLoad } from './key-status';

const load = (count: number, dataKeys = 0): KeyLoad => ({ secrets: new Map([['slack.bot_token', count]]), dataKeys });
const canUse = (keyId: string): boolean => keyId.startsWith('vault:');

describe('the state of keys', () => {
  it('says which key is needed, and which can be dropped', () => {
    const holdings = { currentKeyId: 'new', previousKeyIds: ['new', 'old', 'older'], canUse };
    const statuses = keyStatuses(
      new Map([
        ['old', load(3)],
        ['gone', load(1)],
        ['new', load(7)],
      ]),
      holdings,
    );
    expect(statuses.map((status) => [status.keyId, status.standing, status.secrets, status.canBeDropped])).toEqual([
      ['new', 'current', 7, false],
      ['gone', 'missing', 1, false],
      ['old', 'previous', 3, false],
      ['older', 'previous', 0, true],
    ]);
    expect(statuses.map(adviceOn)[3]).toBe('nothing is under it: it can be dropped now');
    expect(statuses.map(adviceOn)[1]).toContain('put the key back');
  });

  it("keeps a service's earlier key while a data key is wrapped by it", () => {
    const holdings = { currentKeyId: 'vault:transit/k:v2', previousKeyIds: [], canUse };
    const [, earlier] = keyStatuses(new Map([['vault:transit/k:v1', { secrets: new Map(), dataKeys: 1 }]]), holdings);
    expect(earlier).toMatchObject({ standing: 'previous', canBeDropped: false });
  });
});
