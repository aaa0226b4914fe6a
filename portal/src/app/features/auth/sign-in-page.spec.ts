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
