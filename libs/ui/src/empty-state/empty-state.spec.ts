import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { EmptyState } from './empty-state';
import { EmptyStateHarness } from './empty-state.harness';

describe('EmptyState', () => {
  it('says why there is nothing and what comes next', async () => {
    const fixture = TestBed.createComponent(EmptyState);
    fixture.componentRef.setInput('icon', 'groups');
    fixture.componentRef.setInput('heading', 'Nobody is on your payroll yet');
    fixture.componentRef.setInput('text', 'Hire your first AI employee.');
    const state = await TestbedHarnessEnvironment.harnessForFixture(fixture, EmptyStateHarness);
    expect(await state.getHeading()).toBe('Nobody is on your payroll yet');
    expect(await state.getText()).toBe('Hire your first AI employee.');
  });
});
