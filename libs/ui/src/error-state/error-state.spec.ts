import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { ErrorState } from './error-state';
import { ErrorStateHarness } from './error-state.harness';

describe('ErrorState', () => {
  let fixture: ComponentFixture<ErrorState>;

  function show(requestId: string | null): Promise<ErrorStateHarness> {
    fixture = TestBed.createComponent(ErrorState);
    fixture.componentRef.setInput('problem', { title: 'Not loaded', detail: 'Try again.', requestId });
    return TestbedHarnessEnvironment.harnessForFixture(fixture, ErrorStateHarness);
  }

  it('shows what happened and the request id that support needs', async () => {
    const state = await show('req-7');
    expect(await state.getHeading()).toBe('Not loaded');
    expect(await state.getRequestId()).toBe('req-7');
  });

  it('leaves the request id out when no answer came', async () => {
    expect(await (await show(null)).getRequestId()).toBeNull();
  });

  it('tries again when asked to', async () => {
    const state = await show(null);
    const retried = jest.fn();
    fixture.componentInstance.retry.subscribe(retried);
    await state.retry();
    expect(retried).toHaveBeenCalledTimes(1);
  });
});
