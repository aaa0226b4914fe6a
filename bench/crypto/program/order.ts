/** What a program of this bench is to do, and with how much. */
export interface CryptoOrder {
  readonly ownerUrl: string;
  readonly secrets: number;
  readonly rounds: number;
}

/** Operations per second, medians of rounds taken in turns. */
export interface CryptoFigures {
  readonly encrypt: number;
  readonly bareEncrypt: number;
  readonly decrypt: number;
  readonly bareDecrypt: number;
}

/** Middle times of finding out which key a question is asked with. */
export interface LatencyFigures {
  readonly coldMs: number;
  readonly warmMs: number;
  readonly installationMs: number;
}
