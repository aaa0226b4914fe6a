/** What a provider's limit holds back: one call, with how far apart those that waited for it may come afterwards. */
export interface LimitedCall {
  /** The scopes that the call falls under; any of them holds it back. */
  readonly scopes: readonly string[];
  readonly apartMs: number;
}

/** A limit that holds, as one caller is told of it. */
export interface HeldBack {
  readonly code: string;
  /** After this time it is this caller's turn. */
  readonly retryAfterSeconds: number;
}

/** Lets the calls of one connection through unless a limit of the provider holds; every process has the same. */
export interface CallGate {
  /** Null when the call may go. */
  ask(call: LimitedCall): Promise<HeldBack | null>;

  /** The provider said that it is too much: nothing of the scope goes until that is over. */
  close(scope: string, held: HeldBack): Promise<void>;
}

/** For calls that no connection is behind yet. */
export const OPEN_GATE: CallGate = {
  ask: () => Promise.resolve(null),
  close: () => Promise.resolve(),
};
