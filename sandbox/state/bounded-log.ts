/** The newest entries of something that happens often; older ones are forgotten so that memory stays bounded. */
export class BoundedLog<TEntry> {
  private entries: TEntry[] = [];

  constructor(private readonly capacity = 2_000) {}

  add(entry: TEntry): TEntry {
    this.entries.push(entry);
    if (this.entries.length > this.capacity) this.entries.splice(0, this.entries.length - this.capacity);
    return entry;
  }

  /** Oldest first. */
  list(): TEntry[] {
    return [...this.entries];
  }

  clear(): void {
    this.entries = [];
  }
}
