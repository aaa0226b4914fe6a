/** What is under one key: secrets by purpose, and data keys that it wraps. */
export interface KeyLoad {
  readonly secrets: ReadonlyMap<string, number>;
  readonly dataKeys: number;
}

/** What a key is to this installation: new secrets go under it, it still reads old ones, or it is not there. */
export type KeyStanding = 'current' | 'previous' | 'missing';

/** A key of the installation, or one that secrets are still under, and whether it is still needed. */
export interface KeyStatus {
  readonly keyId: string;
  readonly standing: KeyStanding;
  readonly secrets: number;
  readonly secretsByPurpose: Readonly<Record<string, number>>;
  readonly dataKeys: number;
  /** Nothing is under it any more. */
  readonly canBeDropped: boolean;
}

/** Which keys the installation has. */
export interface KeyHoldings {
  readonly currentKeyId: string;
  readonly previousKeyIds: readonly string[];
  /** Whether a key that is not listed can be used, because the service that has it is configured. */
  readonly canUse: (keyId: string) => boolean;
}

/** The current key first, then those that still have something under them, the others last; of the same kind the fullest first. */
export function keyStatuses(loads: ReadonlyMap<string, KeyLoad>, holdings: KeyHoldings): KeyStatus[] {
  const { currentKeyId, previousKeyIds } = holdings;
  const keyIds = new Set([currentKeyId, ...previousKeyIds, ...loads.keys()]);
  return [...keyIds]
    .map((keyId) => statusOf(keyId, loads.get(keyId), holdings))
    .sort(
      (one, other) => rank(one) - rank(other) || other.secrets - one.secrets || one.keyId.localeCompare(other.keyId),
    );
}

function statusOf(
  keyId: string,
  load: KeyLoad = { secrets: new Map(), dataKeys: 0 },
  { currentKeyId, previousKeyIds, canUse }: KeyHoldings,
): KeyStatus {
  const isThere = previousKeyIds.includes(keyId) || canUse(keyId);
  const standing = keyId === currentKeyId ? 'current' : isThere ? 'previous' : 'missing';
  const secrets = [...load.secrets.values()].reduce((sum, count) => sum + count, 0);
  return {
    keyId,
    standing,
    secrets,
    secretsByPurpose: Object.fromEntries([...load.secrets].sort(([one], [other]) => one.localeCompare(other))),
    dataKeys: load.dataKeys,
    canBeDropped: standing !== 'current' && secrets === 0 && load.dataKeys === 0,
  };
}

function rank({ standing, canBeDropped }: KeyStatus): number {
  return standing === 'current' ? 0 : standing === 'missing' ? 1 : canBeDropped ? 3 : 2;
}

/** One line that says what to do about a key. */
export function adviceOn({ standing, canBeDropped }: KeyStatus): string {
  if (standing === 'current') return 'current: new secrets go under it';
  if (standing === 'missing')
    return 'NOT THERE: what is under it cannot be read; put the key back (PLATFORM_ENCRYPTION_KEY_PREVIOUS, or its key service)';
  return canBeDropped
    ? 'nothing is under it: it can be dropped now'
    : 'still needed: run npm run keys:rotate, which names what it cannot decrypt';
}
