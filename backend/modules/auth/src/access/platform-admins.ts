import { Injectable } from '@nestjs/common';
import { Database } from '@konstruct/platform';

/**
 * Who runs the installation. They are named at the machine (`npm run admin:grant`), by the person and not by an address, since
 * anybody may sign up with an address that they do not own.
 */
@Injectable()
export class PlatformAdmins {
  constructor(private readonly database: Database) {}

  async includes(userId: string): Promise<boolean> {
    const rows = await this.database.ask<{ found: number }>({
      name: 'find_platform_admin',
      text: 'SELECT 1 AS found FROM platform_admins WHERE user_id = $1',
      values: [userId],
    });
    return rows.length > 0;
  }
}
