import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { HttpTestingController } from '@angular/common/http/testing';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import { Router } from '@angular/router';
import { answer, providePortalTesting, settle } from '../../testing/portal-testing';
import { sessionView } from '../../testing/wire-samples';
import { SignInPage } from './sign-in-page';

const SIGN_IN = '/api/portal/auth/sign-in';
const SECOND_STEP = '/api/portal/auth/sign-in/second-step';

describe('SignInPage', () => {
  let fixture: ComponentFixture<SignInPage>;
  const text = () => (fixture.nativeElement as HTMLElement).textContent;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: providePortalTesting() });
    fixture = TestBed.createComponent(SignInPage);
  });

  afterEach(() => {
    fixture.destroy();
  });

  async function submit(email = 'maria@velo.example'): Promise<MatButtonHarness> {
    const loader = TestbedHarnessEnvironment.loader(fixture);
    const [emailInput, passwordInput] = await loader.getAllHarnesses(MatInputHarness);
    await emailInput?.setValue(email);
    await passwordInput?.setValue('four green bicycles');
    const button = await loader.getHarness(MatButtonHarness.with({ text: /Sign in/ }));
    await button.click();
    return button;
  }

  it('says what is wrong with the address before asking the server', async () => {
    await submit('maria');
    TestBed.inject(HttpTestingController).expectNone(SIGN_IN);
    expect(text()).toContain('This is not an e-mail address yet');
  });

  it('goes back to where the person was going', async () => {
    fixture.componentRef.setInput('return_url', '/t/1/channels');
    await submit();
    answer('POST', SIGN_IN, sessionView());
    await settle();
    expect(TestBed.inject(Router).url).toBe('/t/1/channels');
  });

  it('does not say which of e-mail and password is wrong', async () => {
    await submit();
    answer('POST', SIGN_IN, { code: 'invalid_credentials' }, { status: 401 });
    await settle();
    expect(text()).toContain('do not match an account');
  });

  describe('with two-step sign-in', () => {
    const code = (): Promise<MatInputHarness> => TestbedHarnessEnvironment.loader(fixture).getHarness(MatInputHarness);
    const press = async (words: RegExp): Promise<void> => {
      const loader = TestbedHarnessEnvironment.loader(fixture);
      await (await loader.getHarness(MatButtonHarness.with({ text: words }))).click();
    };

    beforeEach(async () => {
      fixture.componentRef.setInput('return_url', '/t/1/channels');
      await submit();
      answer('POST', SIGN_IN, { challenge: 'a-challenge', expires_at: '2026-11-21T09:35:00.000Z' }, { status: 202 });
      await settle();
    });

    async function enter(words: string): Promise<void> {
      await (await code()).setValue(words);
      await press(/Sign in/);
    }

    it('asks for a code, says what is wrong with it, and then goes where the person was going', async () => {
      expect(text()).toContain('Enter your code');
      await press(/Sign in/);
      TestBed.inject(HttpTestingController).expectNone(SECOND_STEP);
      await enter('123456');
      answer('POST', SECOND_STEP, { code: 'second_factor_refused' }, { status: 401 });
      await settle();
      expect(text()).toContain('This code is not valid');
      await enter('287 082');
      const request = TestBed.inject(HttpTestingController).expectOne(SECOND_STEP);
      expect(request.request.body).toEqual({ challenge: 'a-challenge', code: '287 082' });
      request.flush(sessionView());
      await settle();
      expect(TestBed.inject(Router).url).toBe('/t/1/channels');
    });

    it('takes a recovery code instead', async () => {
      await press(/Use a recovery code/);
      expect(text()).toContain('Recovery code');
      await enter('7h2k-m9qd-xw4e-0rtz');
      answer('POST', SECOND_STEP, { code: 'second_factor_refused' }, { status: 401 });
      await settle();
      expect(text()).toContain('none of your recovery codes, or it was used before');
    });

    it('starts again, with an empty password, when too much time has passed', async () => {
      await enter('123456');
      answer('POST', SECOND_STEP, { code: 'sign_in_expired' }, { status: 401 });
      await settle();
      expect(text()).toContain('Too much time has passed');
      await press(/Sign in again/);
      await settle();
      const inputs = await TestbedHarnessEnvironment.loader(fixture).getAllHarnesses(MatInputHarness);
      expect(await Promise.all(inputs.map((input) => input.getValue()))).toEqual(['maria@velo.example', '']);
    });

    it('counts down while codes are paused', async () => {
      await enter('123456');
      TestBed.inject(HttpTestingController)
        .expectOne(SECOND_STEP)
        .flush({}, { status: 429, statusText: 'x', headers: { 'retry-after': '95' } });
      await settle();
      expect(text()).toContain('1:35');
    });
  });

  it('counts down while sign-in is paused', async () => {
    const button = await submit();
    TestBed.inject(HttpTestingController)
      .expectOne(SIGN_IN)
      .flush({}, { status: 429, statusText: 'x', headers: { 'retry-after': '95' } });
    await settle();
    expect(text()).toContain('1:35');
    expect(await button.isDisabled()).toBe(true);
  });
});
