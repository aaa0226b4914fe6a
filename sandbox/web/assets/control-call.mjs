/* global fetch */

/**
 * How a page calls a control API: the answer, or an error that says what was wrong.
 * @param {string} base
 * @returns {(method: string, path: string, body?: unknown) => Promise<any>}
 */
export function controlCall(base) {
  return async (method, path, body) => {
    const response = await fetch(`${base}${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error ?? `The sandbox answered ${response.status}.`);
    return answer;
  };
}
