import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { PageHeader } from './page-header';
import { PageHeaderHarness } from './page-header.harness';

describe('PageHeader', () => {
  it('has a heading that focus can move to', async () => {
    const fixture = TestBed.createComponent(PageHeader);
    fixture.componentRef.setInput('heading', 'Payroll');
    const header = await TestbedHarnessEnvironment.harnessForFixture(fixture, PageHeaderHarness);
    expect(await header.getHeading()).toBe('Payroll');
    const host = fixture.nativeElement as HTMLElement;
    expect(host.querySelector('h1')?.tabIndex).toBe(-1);
  });
});
