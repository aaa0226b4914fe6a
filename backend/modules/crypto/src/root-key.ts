import { createHash, hkdfSync } from 'node:crypto';

/** What a secret belongs to. A ciphertext decrypts only under the binding that it was made for. */
export interface SecretBinding {
  readonly tenantId: string;
  /** What the secret is for, such as `slack.bot_token`. */
  readonly purpose: string;
}

/** Deriving takes as long as encrypting; a business's few keys are asked for again and again. */
const MAXIMUM_DERIVED = 10_000;

/** A key that others are derived from: one for each tenant and purpose, so that a moved ciphertext does not decrypt. */
export class RootKey {
  private readonly derived = new Map<string, Buffer>();

  constructor(
    readonly id: string,
    private readonly key: Buffer,
  ) {}

  /** The key of the settings that this text is, known by its fingerprint. */
  static local(encodedKey: string): RootKey {
    const key = Buffer.from(encodedKey, 'base64url');
    const id = createHash('sha256').update('konstruct key id\n').update(key).digest('hex').slice(0, 16);
    return new RootKey(id, key);
  }

  derive({ tenantId, purpose }: SecretBinding): Buffer {
    const name = `${tenantId}\n${purpose}`;
    const known = this.derived.get(name);
    if (known) return known;
    const made = Buffer.from(hkdfSync('sha256', this.key, tenantId, `konstruct secret\n${purpose}`, 32));
    if (this.derived.size >= MAXIMUM_DERIVED) this.forgetOldest();
    this.derived.set(name, made);
    return made;
  }

  private forgetOldest(): void {
    const [oldest] = this.derived.keys();
    if (oldest !== undefined) this.derived.delete(oldest);
  }
}
