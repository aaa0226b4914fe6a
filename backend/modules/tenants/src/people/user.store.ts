import { Injectable } from '@nestjs/common';
import type { Transaction } from '@konstruct/platform';
import { User, type Person } from './user.entity';

/** Reads and writes people, who belong to no tenant. */
@Injectable()
export class UserStore {
  /** False when somebody else has the address, also when both came at the same time. */
  async insert({ manager }: Transaction, person: Person, createdAt: Date): Promise<boolean> {
    const inserted: unknown[] = await manager.query(
      'INSERT INTO users (id, email, name, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (email) DO NOTHING RETURNING id',
      [person.id, person.email, person.name, createdAt],
    );
    return inserted.length > 0;
  }

  findById({ manager }: Transaction, id: string): Promise<User | null> {
    return manager.findOneBy(User, { id });
  }

  findByEmail({ manager }: Transaction, email: string): Promise<User | null> {
    return manager.findOneBy(User, { email });
  }
}
