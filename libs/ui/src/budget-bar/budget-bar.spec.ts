import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { BudgetBar, BudgetState } from './budget-bar';
import { BudgetBarHarness } from './budget-bar.harness';

describe('BudgetBar', () => {
  function show(limitUsd: number | null, percent: number | null, state: BudgetState): Promise<BudgetBarHarness> {
    const fixture = TestBed.createComponent(BudgetBar);
    fixture.componentRef.setInput('limitUsd', limitUsd);
    fixture.componentRef.setInput('percent', percent);
    fixture.componentRef.setInput('state', state);
    return TestbedHarnessEnvironment.harnessForFixture(fixture, BudgetBarHarness);
  }

  it('shows the used part in words and as a meter', async () => {
    const bar = await show(40, 58.5, 'ok');
    expect(await bar.getText()).toBe('59% of $40.00');
    expect(await bar.getPercentShown()).toBe(59);
  });

  it('stays full above the limit and says by how much', async () => {
    const bar = await show(10, 104.3, 'exceeded');
    expect(await bar.getText()).toBe('104% of $10.00');
    expect(await bar.getPercentShown()).toBe(100);
    expect(await bar.getState()).toBe('exceeded');
  });

  it('has no meter without a limit', async () => {
    const bar = await show(null, null, 'none');
    expect(await bar.getText()).toBe('No limit');
    expect(await bar.getPercentShown()).toBeNull();
  });
});
