/** How much is in no sum because nobody knows its price yet: calls of models, and fees of channels. */
export function unpricedWords(count: number): string {
  const number = new Intl.NumberFormat('en').format(count);
  return count === 1 ? '1 call or channel fee has no price yet' : `${number} calls or channel fees have no price yet`;
}
