import { Injectable } from '@nestjs/common';
import type { EncryptedSecret } from '@konstruct/crypto';
import type { Transaction } from '@konstruct/platform';

/** A person's second factor; until it is confirmed it does nothing. */
export interface SecondFactor extends EncryptedSecret {
  readonly userId: string;
  /** Tells one set-up from another of the same person. */
  readonly startedAt: Date;
  readonly confirmedAt: Date | null;
}

type SetUp = Pick<SecondFactor, 'userId' | 'startedAt'>;

/** Reads and writes second factors and recovery codes. What may happen once only is one statement that says whether it did. */
@Injectable()
export class SecondFactorStore {
  /**
   * A session's foreign key locks its person by KEY SHARE, which UPDATE waits for: sessions are opened either before a factor
   * is turned on, and are ended by that, or after it.
   */
  async lockPerson({ manager }: Transaction, userId: string, strength: 'KEY SHARE' | 'UPDATE'): Promise<void> {
    await manager.query(`SELECT 1 FROM users WHERE id = $1 FOR ${strength}`, [userId]);
  }

  async find({ manager }: Transaction, userId: string): Promise<SecondFactor | null> {
    const rows: SecondFactor[] = await manager.query(
      `SELECT user_id AS "userId", seed_ciphertext AS ciphertext, seed_key_id AS "keyId", started_at AS "startedAt",
         confirmed_at AS "confirmedAt" FROM second_factors WHERE user_id = $1`,
      [userId],
    );
    return rows[0] ?? null;
  }

  /** Begins anew what was not confirmed; false when there is a confirmed one. */
  async begin(
    { manager }: Transaction,
    { userId, startedAt, ciphertext, keyId }: Omit<SecondFactor, 'confirmedAt'>,
  ): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `INSERT INTO second_factors AS f (user_id, seed_ciphertext, seed_key_id, started_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (user_id) DO UPDATE SET seed_ciphertext = $2, seed_key_id = $3, started_at = $4 WHERE f.confirmed_at IS NULL
       RETURNING user_id`,
      [userId, ciphertext, keyId, startedAt],
    );
    return rows.length > 0;
  }

  /** The code that confirms it counts as used. */
  confirm({ manager }: Transaction, { userId, startedAt }: SetUp, step: number, at: Date): Promise<boolean> {
    return changed(
      manager.query(
        `UPDATE second_factors SET confirmed_at = $4, last_step = $3
         WHERE user_id = $1 AND started_at = $2 AND confirmed_at IS NULL`,
        [userId, startedAt, step, at],
      ),
    );
  }

  /** False when a code of this step or a later one was used before, also when that is happening right now. */
  useStep({ manager }: Transaction, { userId, startedAt }: SetUp, step: number): Promise<boolean> {
    return changed(
      manager.query(
        `UPDATE second_factors SET last_step = $3
         WHERE user_id = $1 AND started_at = $2 AND confirmed_at IS NOT NULL AND last_step < $3`,
        [userId, startedAt, step],
      ),
    );
  }

  /** Recovery codes go with it. */
  remove({ manager }: Transaction, userId: string): Promise<boolean> {
    return changed(manager.query('DELETE FROM second_factors WHERE user_id = $1', [userId]));
  }

  async replaceRecoveryCodes({ manager }: Transaction, userId: string, hashes: readonly Buffer[]): Promise<void> {
    await manager.query('DELETE FROM recovery_codes WHERE user_id = $1', [userId]);
    await manager.query('INSERT INTO recovery_codes (user_id, code_hash) SELECT $1, unnest($2::bytea[])', [
      userId,
      hashes,
    ]);
  }

  useRecoveryCode({ manager }: Transaction, userId: string, hash: Buffer): Promise<boolean> {
    return changed(manager.query('DELETE FROM recovery_codes WHERE user_id = $1 AND code_hash = $2', [userId, hash]));
  }

  async countRecoveryCodes({ manager }: Transaction, userId: string): Promise<number> {
    const rows: { count: number }[] = await manager.query(
      'SELECT count(*)::int AS count FROM recovery_codes WHERE user_id = $1',
      [userId],
    );
    return rows[0]?.count ?? 0;
  }
}

async function changed(result: Promise<[unknown, number]>): Promise<boolean> {
  const [, count] = await result;
  return count > 0;
}
