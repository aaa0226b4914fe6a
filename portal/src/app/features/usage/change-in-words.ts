/** How a figure differs from the same of the period before. */
export function changeInWords(now: number, before: number): string {
  if (now === before) return 'as in the period before';
  if (before === 0) return 'none in the period before';
  const percent = Math.round(((now - before) / before) * 100);
  if (percent === 0) return 'about as in the period before';
  return `${percent > 0 ? '+' : '−'}${Math.abs(percent).toLocaleString('en')}% to the period before`;
}
