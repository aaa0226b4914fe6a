interface Entry<Value> {
  readonly value: Promise<Value>;
  readonly expiresAt: number;
}

/** Remembers answers for a while, and only so many. Who asks while an answer is on its way waits for that one. */
export class ExpiringCache<Value> {
  private readonly entries = new Map<string, Entry<Value>>();

  constructor(
    private readonly lifeMs: number,
    private readonly maximum: number,
    private readonly now: () => number,
  ) {}

  get(name: string, make: () => Promise<Value>): Promise<Value> {
    const known = this.entries.get(name);
    if (known && known.expiresAt > this.now()) return known.value;
    const entry = { value: make(), expiresAt: this.now() + this.lifeMs };
    this.entries.delete(name);
    this.entries.set(name, entry);
    if (this.entries.size > this.maximum) this.forgetOldest();
    const forget = (): void => {
      if (this.entries.get(name) === entry) this.entries.delete(name);
    };
    // A failure is not remembered, and what nobody asks for again does not stay either.
    entry.value.catch(forget);
    setTimeout(forget, this.lifeMs).unref();
    return entry.value;
  }

  private forgetOldest(): void {
    const [oldest] = this.entries.keys();
    if (oldest !== undefined) this.entries.delete(oldest);
  }
}
