/** How much is in no sum because nobody knows its price yet: calls of models, and fees of channels. */
export function unpricedWords(count: number): string {
  const number = new Intl.NumberFormat('en').format(count);
  return count === 1 ? '1 call or channel fee has no price yet' : `${number} calls or channel fees have no price yet`;
}

/** A sum of which nothing is known is no $0.00: null while everything in it has no price yet. */
export function knownUsd(usd: number, unpriced: number): number | null {
  return usd === 0 && unpriced > 0 ? null : usd;
}
