/** Where a test message goes: a channel, or somebody's phone. */
export interface TestPlace {
  readonly id: string;
  /** As people call it: #support, or the number. */
  readonly name: string;
}
