import { whatsappFee } from './whatsapp-rates';

describe('whatsappFee', () => {
  it('goes by category and by the country of the number', () => {
    expect(whatsappFee('utility', '436641234567')).toEqual({
      costNanoUsd: 17_100_000n,
      source: 'whatsapp/AT@2025-07-01',
    });
    expect(whatsappFee('marketing', '61412345678')?.costNanoUsd).toBe(73_200_000n);
  });

  it.each([
    ['utility', '4915112345678'],
    ['service', '436641234567'],
    ['utility', null],
  ])('knows no price for %s to %s', (category, phone) => expect(whatsappFee(category, phone)).toBeNull());
});
