import { checkoutOperations } from './resources/checkout.operations';
import { customerOperations } from './resources/customer.operations';
import { catalogueOperations } from './resources/catalogue.operations';
import { invoiceOperations } from './resources/invoice.operations';
import { paymentOperations } from './resources/payment.operations';
import { portalOperations } from './resources/portal.operations';
import { subscriptionItemOperations } from './resources/subscription-item.operations';
import { subscriptionOperations } from './resources/subscription.operations';
import { webhookOperations } from './resources/webhook.operations';
import type { Operation } from './operation';

/** Everything that the API answers. */
export const OPERATIONS: Operation[] = [
  ...catalogueOperations,
  ...customerOperations,
  ...paymentOperations,
  ...checkoutOperations,
  ...portalOperations,
  ...subscriptionOperations,
  ...subscriptionItemOperations,
  ...invoiceOperations,
  ...webhookOperations,
];
