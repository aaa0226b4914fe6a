import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { HttpTestingController } from '@angular/common/http/testing';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatDialogHarness } from '@angular/material/dialog/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import type { SecondFactorView } from '@konstruct/api-client';
import { answer, openTenant, providePortalTesting, settle } from '../../../testing/portal-testing';
import { TwoStepSettings } from './two-step-settings';

const PATH = '/api/portal/auth/second-factor';
const OFF: SecondFactorView = { turned_on_at: null, recovery_codes_left: 0 };
const ON: SecondFactorView = { turned_on_at: '2026-11-21T09:30:00.000Z', recovery_codes_left: 10 };
const SET_UP = {
  secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  otpauth_uri: 'otpauth://totp/Konstruct:maria?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  expires_at: '2026-11-21T10:30:00.000Z',
};
const MAXIMUM_TURNS = 2_000;
const CODES = ['7h2k-m9qd-xw4e-0rtz', '3bnc-8y6p-vj5a-k1sg'];

describe('TwoStepSettings', () => {
  let fixture: ComponentFixture<TwoStepSettings>;
  const text = (): string => (fixture.nativeElement as HTMLElement).textContent.replace(/\s+/g, ' ');
  const loader = () => TestbedHarnessEnvironment.documentRootLoader(fixture);

  async function show(state: SecondFactorView): Promise<void> {
    TestBed.configureTestingModule({ providers: providePortalTesting() });
    openTenant('viewer');
    fixture = TestBed.createComponent(TwoStepSettings);
    answer('GET', PATH, state);
    await settle();
  }

  async function press(words: string | RegExp, within?: MatDialogHarness): Promise<void> {
    const button = await (within ?? loader()).getHarness(MatButtonHarness.with({ text: words }));
    await button.click();
    await settle();
  }

  async function fill(...values: string[]): Promise<void> {
    const inputs = await (await dialog()).getAllHarnesses(MatInputHarness);
    for (const [index, value] of values.entries()) await inputs[index]?.setValue(value);
  }

  async function dialog(): Promise<MatDialogHarness> {
    await settle();
    return loader().getHarness(MatDialogHarness);
  }

  /** The dialog takes its time to close, and the state is asked for after that. */
  async function answerAnew(state: SecondFactorView): Promise<void> {
    const requests = TestBed.inject(HttpTestingController);
    for (let turn = 0; turn < MAXIMUM_TURNS; turn += 1) {
      const [request] = requests.match(PATH);
      if (request) {
        request.flush(state);
        return settle();
      }
      await settle();
    }
    throw new Error('the state was not asked for again');
  }

  const expectSent = (path: string, body: object) => {
    const request = TestBed.inject(HttpTestingController).expectOne(`${PATH}/${path}`);
    expect(request.request.body).toEqual(body);
    return request;
  };

  it('is turned on by password, app and code, and shows the recovery codes once', async () => {
    await show(OFF);
    await press(/Turn on/);
    await fill('a wrong password');
    await press('Continue', await dialog());
    const detail = 'This is not your password.';
    expectSent('set-up', { password: 'a wrong password' }).flush(
      { code: 'validation_failed', errors: [{ pointer: '/password', detail }] },
      { status: 422, statusText: 'Unprocessable' },
    );
    expect(await (await dialog()).getText()).toContain(detail);
    await fill('four green bicycles');
    await press('Continue', await dialog());
    expectSent('set-up', { password: 'four green bicycles' }).flush(SET_UP);
    expect(await (await dialog()).getText()).toContain('GEZD GNBV GY3T QOJQ');
    await fill('287082');
    await press(/Turn on/, await dialog());
    expectSent('confirmation', { code: '287082' }).flush({ recovery_codes: CODES });
    for (const code of CODES) expect(await (await dialog()).getText()).toContain(code);
    await press('I have saved them');
    await answerAnew(ON);
    expect(text()).toContain('Recovery codes left10');
    expect(document.body.textContent).not.toContain(CODES[0]);
  });

  it('is turned off by password and code', async () => {
    await show(ON);
    await press('Turn off');
    await fill('four green bicycles', '287082');
    await press('Turn off', await dialog());
    expectSent('removal', { password: 'four green bicycles', code: '287082' }).flush(null);
    await settle();
    await answerAnew(OFF);
    expect(text()).toContain('Two-step sign-inOff');
  });

  it('warns when few recovery codes are left, and makes new ones', async () => {
    await show({ ...ON, recovery_codes_left: 1 });
    expect(text()).toContain('Few recovery codes are left');
    await press(/New recovery codes/);
    await fill('four green bicycles', '287082');
    await press('Make new codes', await dialog());
    expectSent('recovery-codes', { password: 'four green bicycles', code: '287082' }).flush({ recovery_codes: CODES });
    expect(await (await dialog()).getText()).toContain(CODES[1]);
    await press('I have saved them');
    await answerAnew(ON);
    expect(text()).not.toContain('Few recovery codes are left');
  });
});
