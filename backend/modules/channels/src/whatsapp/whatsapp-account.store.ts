import { Injectable } from '@nestjs/common';
import type { TenantTransaction } from '@konstruct/platform';
import { WhatsappAccount } from './whatsapp-account.entity';
import { NO_SECRETS } from './whatsapp-vault';

/** Reads and writes what of connections only WhatsApp has. */
@Injectable()
export class WhatsappAccountStore {
  find({ manager, tenantId }: TenantTransaction, connectionId: string): Promise<WhatsappAccount | null> {
    return manager.findOneBy(WhatsappAccount, { tenantId, connectionId });
  }

  async write({ manager }: TenantTransaction, account: WhatsappAccount): Promise<void> {
    await manager.upsert(WhatsappAccount, account, ['tenantId', 'connectionId']);
  }

  async forgetSecrets({ manager, tenantId }: TenantTransaction, connectionId: string): Promise<void> {
    await manager.update(WhatsappAccount, { tenantId, connectionId }, NO_SECRETS);
  }

  /** Whether another number of the same account still hears of its messages through the same subscription. */
  async isAccountShared(
    { manager, tenantId }: TenantTransaction,
    { connectionId, businessAccountId }: WhatsappAccount,
  ): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `SELECT 1 FROM whatsapp_accounts WHERE tenant_id = $1 AND business_account_id = $2 AND connection_id <> $3
         AND access_token_ciphertext IS NOT NULL LIMIT 1`,
      [tenantId, businessAccountId, connectionId],
    );
    return rows.length > 0;
  }
}
