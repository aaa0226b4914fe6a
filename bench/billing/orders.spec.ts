import { ALL_ORDERS, deliveryOrder, permutation } from './orders.ts';

describe('the orders of the billing bench', () => {
  it('are all permutations of seven events', () => {
    const orders = Array.from({ length: ALL_ORDERS }, (_, number) => permutation(number, 7).join());
    expect(new Set(orders).size).toBe(ALL_ORDERS);
  });

  it('have events twice and events that are lost, and the last one always', () => {
    const all = Array.from({ length: 200 }, (_, number) => deliveryOrder(number));
    expect(all.every((order) => order.includes(8))).toBe(true);
    expect(all.some((order) => order.length > new Set(order).size)).toBe(true);
    expect(all.some((order) => new Set(order).size < 9)).toBe(true);
  });

  it('are the same in every run', () => {
    expect(deliveryOrder(77)).toEqual(deliveryOrder(77));
  });
});
