import { Injectable } from '@nestjs/common';
import { newId, type Transaction } from '@konstruct/platform';
import type { RotationProgress } from './key-rotation';

/** How a rotation ended. */
export interface RotationEnd {
  readonly status: 'done' | 'refused' | 'failed';
  readonly detail: string | null;
  readonly at: Date;
}

/** A rotation that was begun over HTTP. */
export interface KeyRotationRecord extends RotationProgress {
  readonly id: string;
  readonly status: 'running' | RotationEnd['status'];
  readonly startedBy: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  /** Why it was refused, has failed, or does not get on at the moment. */
  readonly detail: string | null;
}

const COLUMNS = `id, status, started_by AS "startedBy", started_at AS "startedAt", finished_at AS "finishedAt", total, rotated, unreadable, detail`;

/** Reads and writes how far rotations are; one runs at a time, by a unique index. */
@Injectable()
export class KeyRotationStore {
  /** Null when one is running already. */
  async begin({ manager, context }: Transaction, startedAt: Date): Promise<KeyRotationRecord | null> {
    const rows: KeyRotationRecord[] = await manager.query(
      `INSERT INTO key_rotations (id, started_at, started_by, status) VALUES ($1, $2, $3, 'running')
       ON CONFLICT (status) WHERE status = 'running' DO NOTHING RETURNING ${COLUMNS}`,
      [newId(), startedAt, context.actor.name],
    );
    return rows[0] ?? null;
  }

  async findRunning({ manager }: Transaction): Promise<KeyRotationRecord | null> {
    const rows: KeyRotationRecord[] = await manager.query(
      `SELECT ${COLUMNS} FROM key_rotations WHERE status = 'running'`,
    );
    return rows[0] ?? null;
  }

  async find({ manager }: Transaction, id: string): Promise<KeyRotationRecord | null> {
    const rows: KeyRotationRecord[] = await manager.query(`SELECT ${COLUMNS} FROM key_rotations WHERE id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** What keeps it from getting on. */
  async noteTrouble({ manager }: Transaction, id: string, detail: string): Promise<void> {
    await manager.query('UPDATE key_rotations SET detail = $2 WHERE id = $1', [id, detail]);
  }

  async advance({ manager }: Transaction, id: string, progress: RotationProgress): Promise<void> {
    const { total, rotated, unreadable } = progress;
    await manager.query('UPDATE key_rotations SET total = $2, rotated = $3, unreadable = $4 WHERE id = $1', [
      id,
      total,
      rotated,
      unreadable,
    ]);
  }

  async finish({ manager }: Transaction, id: string, { status, detail, at }: RotationEnd): Promise<void> {
    await manager.query('UPDATE key_rotations SET status = $2, detail = $3, finished_at = $4 WHERE id = $1', [
      id,
      status,
      detail,
      at,
    ]);
  }
}
