/** A token count that a server wrote as text. Inside of texts the quotes are escaped, so that nothing said is touched. */
const COUNT_AS_TEXT = /("\w*tokens"\s*:\s*)"(\d{1,15})"/g;

/**
 * Some OpenAI-compatible servers write token counts as text, and the SDK then refuses the whole answer. It is the answer
 * that people wait for, so the counts are put right before the SDK reads them.
 */
export function withWholeCounts(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const answer = await fetch(input, init);
    if (!answer.headers.get('content-type')?.startsWith('application/json')) return answer;
    const text = await answer.text();
    return new Response(text.replace(COUNT_AS_TEXT, '$1$2'), { status: answer.status, headers: answer.headers });
  };
}
