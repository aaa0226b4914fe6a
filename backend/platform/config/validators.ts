import { makeValidator } from 'envalid';

/** An absolute http(s) URL, kept as text without a trailing slash unless the path needs one. */
export const httpUrl = makeValidator<string>((input) => {
  const url = new URL(input);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error('must start with http:// or https://');
  return input;
});

/** A postgres:// or postgresql:// connection URL. */
export const postgresUrl = makeValidator<string>((input) => {
  if (!/^postgres(ql)?:\/\//.test(input)) throw new Error('must start with postgres:// or postgresql://');
  new URL(input);
  return input;
});

/** A secret of at least 32 characters: shorter ones can be guessed offline. */
export const longSecret = makeValidator<string>((input) => {
  if (input.length < 32) throw new Error(`must have at least 32 characters, has ${input.length}`);
  return input;
});

/** A whole number within bounds, the unit being part of the variable's name. */
export function wholeNumber(minimum: number, maximum: number): ReturnType<typeof makeValidator<number>> {
  return makeValidator<number>((input) => {
    const value = Number(input);
    if (!Number.isInteger(value) || value < minimum || value > maximum) {
      throw new Error(`must be a whole number from ${minimum} to ${maximum}, is "${input}"`);
    }
    return value;
  });
}
