import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MONEY_DISPLAY, Money } from './money';
import { MoneyHarness } from './money.harness';

describe('Money', () => {
  async function show(usd: number | null, unknown?: string): Promise<MoneyHarness> {
    const fixture = TestBed.createComponent(Money);
    fixture.componentRef.setInput('usd', usd);
    if (unknown) fixture.componentRef.setInput('unknown', unknown);
    return TestbedHarnessEnvironment.harnessForFixture(fixture, MoneyHarness);
  }

  it('shows two decimals without explanation', async () => {
    const money = await show(72.418);
    expect(await money.getText()).toBe('$72.42');
    expect(await money.getHint()).toBeNull();
  });

  it('explains what would round to nothing with the exact value', async () => {
    const money = await show(0.000637);
    expect(await money.getText()).toBe('<$0.01');
    expect(await money.getHint()).toBe('Exactly $0.000637');
  });

  it('never shows what is not known as free', async () => {
    const money = await show(null, 'This model has no price yet');
    expect(await money.getText()).toBe('–');
    expect(await money.getHint()).toBe('This model has no price yet');
  });

  it('follows the way of writing that the business chose', async () => {
    TestBed.configureTestingModule({ providers: [{ provide: MONEY_DISPLAY, useValue: signal('name') }] });
    expect(await (await show(49)).getText()).toBe('49.00 US dollars');
  });
});
