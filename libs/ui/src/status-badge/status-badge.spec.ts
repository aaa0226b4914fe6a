import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { StatusBadge } from './status-badge';
import { StatusBadgeHarness } from './status-badge.harness';

describe('StatusBadge', () => {
  it('says the state in words and in colour', async () => {
    const fixture = TestBed.createComponent(StatusBadge);
    fixture.componentRef.setInput('label', 'Suspended');
    fixture.componentRef.setInput('tone', 'danger');
    const badge = await TestbedHarnessEnvironment.harnessForFixture(fixture, StatusBadgeHarness);
    expect(await badge.getLabel()).toBe('Suspended');
    expect(await badge.getTone()).toBe('danger');
  });
});
