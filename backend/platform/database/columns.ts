import type { ValueTransformer } from 'typeorm';

/** Postgres returns bigint as text; nano-dollar amounts and token counts are bigint in code. */
export const bigintColumn: ValueTransformer = {
  to: (value: bigint | null | undefined): string | null | undefined =>
    typeof value === 'bigint' ? value.toString() : value,
  from: (value: string | null): bigint | null => (value === null ? null : BigInt(value)),
};
