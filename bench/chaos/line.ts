/** One person's conversation with the employee, in whatever channel. */
export interface Line {
  /** Writes; answers the key that its handover goes by. */
  say(text: string): Promise<string>;
  /** What the employee wrote, oldest first, by the sandbox's record. */
  replies(): Promise<readonly string[]>;
}

/** When a message was first sent to the product and first acknowledged, in milliseconds; infinity for never. */
export interface Handover {
  readonly key: string;
  readonly sentAt: number;
  readonly acknowledgedAt: number;
}

/** One kind of channel with the people in it. */
export interface Lines {
  readonly open: readonly Line[];
  /** Of what is on record; the sandbox remembers only the latest. */
  handovers(): Promise<readonly Handover[]>;
}

/** What the sandbox has on record of an attempt to hand something over. */
interface Attempt {
  readonly at: string;
  readonly duration_ms: number;
  readonly status: number | null;
}

/** An attempt is stamped when it ends. */
export function handoverOf(key: string, attempts: readonly Attempt[]): Handover {
  const ended = attempts.map(({ at, duration_ms, status }) => ({ at: Date.parse(at), duration_ms, status }));
  return {
    key,
    sentAt: Math.min(...ended.map(({ at, duration_ms }) => at - duration_ms)),
    acknowledgedAt: Math.min(...ended.filter(({ status }) => status === 200).map(({ at }) => at)),
  };
}
