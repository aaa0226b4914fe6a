import type { SandboxTool } from './tool';

const ORDERS: Record<string, string> = {
  '4711': 'Order 4711 (2 oak chairs) was shipped on Monday with DHL, parcel 00340434161094. It arrives on Thursday.',
  '4712': 'Order 4712 (1 desk lamp) is being packed and leaves the warehouse tomorrow.',
  '4713': 'Order 4713 (1 walnut shelf) was delivered last Friday and signed for by E. Novak.',
};

const STOCK: Record<string, string> = {
  chair: 'Oak chair: 14 in stock, $129 each.',
  lamp: 'Desk lamp: sold out, 30 arrive next Wednesday, $49 each.',
  shelf: 'Walnut shelf: 3 in stock, $219 each.',
};

/** A shop: where orders are, and what is in stock. */
export const SHOP: readonly SandboxTool[] = [
  {
    name: 'find_order',
    title: 'Find an order',
    description:
      'Finds an order by its number and says where it is: packed, shipped, delivered, the parcel and when it arrives.',
    takes: { order_number: { type: 'string', description: 'The number of the order, such as 4711.' } },
    isReadOnly: true,
    run: ({ order_number: number = '' }) => {
      const order = ORDERS[number.replaceAll(/\D/g, '')];
      return order ? { text: order } : { text: `There is no order ${number}.`, isError: true };
    },
  },
  {
    name: 'check_stock',
    title: 'Check the stock',
    description: 'Says how many pieces of a product (chair, lamp, shelf) are in stock and what one costs.',
    takes: { product: { type: 'string', description: 'The product: chair, lamp or shelf.' } },
    isReadOnly: true,
    run: ({ product = '' }) => {
      const found = Object.entries(STOCK).find(([name]) => product.toLowerCase().includes(name));
      return found ? { text: found[1] } : { text: 'There is no such product.', isError: true };
    },
  },
];
