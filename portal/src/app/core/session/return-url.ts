/** Only paths of this portal may be returned to after sign-in; anything else would be an open redirect. */
export function safeReturnUrl(value: string | undefined): string | null {
  return value && /^\/(?![/\\])/.test(value) ? value : null;
}
