import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { ApplicationRef, Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Confirm } from './confirm';
import { ConfirmDialogHarness } from './confirm-dialog.harness';

@Component({ selector: 'k-test-host', template: '' })
class TestHost {}

describe('Confirm', () => {
  async function ask(): Promise<{ answer: Promise<boolean>; dialog: ConfirmDialogHarness }> {
    const fixture = TestBed.createComponent(TestHost);
    const answer = TestBed.inject(Confirm).ask({
      title: 'Archive Nora?',
      text: 'She stops answering.',
      confirmLabel: 'Archive',
      isDestructive: true,
    });
    await new Promise((resolve) => setTimeout(resolve));
    await TestBed.inject(ApplicationRef).whenStable();
    const loader = TestbedHarnessEnvironment.documentRootLoader(fixture);
    return { answer, dialog: await loader.getHarness(ConfirmDialogHarness) };
  }

  it('asks in the words given', async () => {
    const { answer, dialog } = await ask();
    expect(await dialog.getTitle()).toBe('Archive Nora?');
    await dialog.cancel();
    expect(await answer).toBe(false);
  });

  it('says yes only when the person agreed', async () => {
    const { answer, dialog } = await ask();
    await dialog.confirm();
    expect(await answer).toBe(true);
  });
});
