/** What a provider's code means for a person, and what to do. */
export interface ChannelErrorMeaning {
  readonly meaning: string;
  readonly fix: string;
  /** Nothing works any more until somebody connects the channel again. */
  readonly breaksConnection: boolean;
  /** What it was for is gone: nobody can do anything about it. */
  readonly isMoot?: true;
}
