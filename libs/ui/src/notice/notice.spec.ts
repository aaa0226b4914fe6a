import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { Notice } from './notice';
import { NoticeHarness } from './notice.harness';

describe('Notice', () => {
  async function role(tone: string): Promise<string | null> {
    const fixture = TestBed.createComponent(Notice);
    fixture.componentRef.setInput('tone', tone);
    fixture.componentRef.setInput('heading', 'Slack is connected');
    const notice = await TestbedHarnessEnvironment.harnessForFixture(fixture, NoticeHarness);
    expect(await notice.getText()).toBe('Slack is connected');
    return (await notice.host()).getAttribute('role');
  }

  it('interrupts a screen reader only for bad news', async () => {
    expect(await role('success')).toBe('status');
    expect(await role('danger')).toBe('alert');
  });
});
