import { Injectable } from '@nestjs/common';
import type { TenantTransaction, Transaction } from '@konstruct/platform';

/** Whose a customer or a payment of Stripe's is. Lookup is open to everybody, for a webhook knows nothing else; rows hold ids only. */
@Injectable()
export class CustomerRoutes {
  async tenantOfCustomer({ manager }: Transaction, customerId: string): Promise<string | null> {
    const rows: { tenant_id: string }[] = await manager.query(
      'SELECT tenant_id FROM stripe_customers WHERE stripe_customer_id = $1',
      [customerId],
    );
    return rows[0]?.tenant_id ?? null;
  }

  /** Disputes name a payment and no customer. */
  async tenantOfPayment({ manager }: Transaction, paymentIds: readonly string[]): Promise<string | null> {
    if (paymentIds.length === 0) return null;
    const rows: { tenant_id: string }[] = await manager.query(
      'SELECT tenant_id FROM stripe_payments WHERE payment_id = ANY ($1)',
      [paymentIds],
    );
    return rows[0]?.tenant_id ?? null;
  }

  /** A customer belongs to one business for good; whoever claims another's is told by Postgres. */
  async addCustomer({ manager, tenantId }: TenantTransaction, customerId: string): Promise<void> {
    await manager.query(
      'INSERT INTO stripe_customers (stripe_customer_id, tenant_id) VALUES ($1, $2) ON CONFLICT (stripe_customer_id) DO NOTHING',
      [customerId, tenantId],
    );
  }

  async addPayments({ manager, tenantId }: TenantTransaction, paymentIds: readonly string[]): Promise<void> {
    if (paymentIds.length === 0) return;
    await manager.query(
      `INSERT INTO stripe_payments (payment_id, tenant_id) SELECT id, $2 FROM unnest($1::text[]) AS id
       ON CONFLICT (payment_id) DO NOTHING`,
      [[...paymentIds].sort(), tenantId],
    );
  }
}
