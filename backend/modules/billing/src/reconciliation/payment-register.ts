import { Injectable } from '@nestjs/common';
import { Database, type TenantContext } from '@konstruct/platform';
import { BillingAccountStore } from '../account/billing-account.store';
import { CustomerRoutes } from '../account/customer-routes';
import { InvoiceGateway } from '../stripe/invoice-gateway';

/**
 * Learns from a business's invoices whose each payment is: a dispute names nothing but a payment, and must find its business also
 * where every event of that payment was lost and later invoices hid it from the sync.
 */
@Injectable()
export class PaymentRegister {
  constructor(
    private readonly database: Database,
    private readonly accounts: BillingAccountStore,
    private readonly routes: CustomerRoutes,
    private readonly invoices: InvoiceGateway,
  ) {}

  async complete(context: TenantContext): Promise<void> {
    const { stripeCustomerId } = await this.database.inTenant(context, (transaction) =>
      this.accounts.read(transaction),
    );
    if (stripeCustomerId === null) return;
    const paymentIds = await this.invoices.payments(stripeCustomerId);
    await this.database.inTenant(context, (transaction) => this.routes.addPayments(transaction, paymentIds));
  }
}
