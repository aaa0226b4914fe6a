import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { Skeleton } from './skeleton';
import { SkeletonHarness } from './skeleton.harness';

describe('Skeleton', () => {
  it('stands for as many lines as will come, and says that it is loading', async () => {
    const fixture = TestBed.createComponent(Skeleton);
    fixture.componentRef.setInput('count', 4);
    const skeleton = await TestbedHarnessEnvironment.harnessForFixture(fixture, SkeletonHarness);
    expect(await skeleton.getBarCount()).toBe(4);
    expect(await (await skeleton.host()).text()).toContain('Loading');
  });
});
