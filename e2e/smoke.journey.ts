import { Secret, TOTP } from 'otpauth';

import { Journey, VIEWPORTS, type Viewport } from './harness/journey.ts';
import { useStage } from './harness/stage.ts';

const PASSWORD = 'correct horse battery staple';

describe('the first look at a fresh product', () => {
  const stage = useStage();

  it.each(VIEWPORTS)('leads a stranger to sign-in ($name)', async (viewport) => {
    const journey = await Journey.open(stage.browser, 'smoke', viewport);
    await journey.page.goto(stage.product.url);
    await journey.page.getByRole('button', { name: /sign in/i }).waitFor();
    await journey.screenshot('sign-in');
    expect(await journey.accessibilityViolations()).toEqual([]);
    expect(await journey.overflowsSideways()).toBe(false);
    await journey.close();
  });

  it('answers under its health address', async () => {
    const response = await fetch(`${stage.product.url}/health`);
    expect(await response.json()).toEqual({ status: 'ok' });
  });

  it.each(VIEWPORTS)(
    'lets somebody turn two-step sign-in on, sign out, and sign in with a code ($name)',
    async (viewport) => {
      const journey = await Journey.open(stage.browser, 'two-step', viewport);
      const steps = new TwoStepJourney(journey, viewport);
      await steps.walk(stage.product.url).catch(async (error: unknown) => {
        await journey.screenshotAll('failed');
        throw error;
      });
      // Asking who is signed in, before anybody is, is answered 401; browsers report that by themselves.
      expect(journey.problems.filter((problem) => !problem.includes('401'))).toEqual([]);
      expect(stage.product.problems).toEqual([]);
      await journey.close();
    },
    90_000,
  );
});

/** Somebody with an authenticator app, for which the test reads the key that the page shows. */
class TwoStepJourney {
  private readonly journey: Journey;
  private readonly email: string;

  constructor(journey: Journey, { name }: Viewport) {
    this.journey = journey;
    this.email = `nora.${name}@example.com`;
  }

  async walk(url: string): Promise<void> {
    const { page } = this.journey;
    const person = { email: this.email, password: PASSWORD, name: 'Nora King' };
    const business = { business_name: 'Acme Flowers', time_zone: 'Europe/Berlin' };
    const signedUp = await page.request.post(`${url}/api/portal/auth/sign-up`, { data: { ...person, ...business } });
    const { memberships } = (await signedUp.json()) as { memberships: { tenant_id: string }[] };
    await page.goto(`${url}/t/${memberships[0]?.tenant_id ?? ''}/settings/security`);
    const secret = await this.turnOn();
    await this.signOut();
    await this.signIn(secret);
  }

  private async turnOn(): Promise<string> {
    const { page } = this.journey;
    await page.getByRole('button', { name: 'Turn on' }).click();
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
    await this.look('1-set-up');
    await page.getByText('Cannot scan it?').click();
    const secret = await page.getByRole('dialog').locator('code').innerText();
    await page.getByLabel('Code', { exact: true }).fill(codeOf(secret, 0));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Save your recovery codes' }).waitFor();
    expect(await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').count()).toBe(10);
    await this.look('2-recovery-codes');
    await page.getByRole('button', { name: 'I have saved them' }).click();
    await page.getByText('Recovery codes left').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.locator('mat-snack-bar-container').waitFor({ state: 'detached' });
    await this.look('3-on');
    return secret;
  }

  private async signOut(): Promise<void> {
    const { page } = this.journey;
    const drawer = page.getByRole('button', { name: 'Open the navigation' });
    if (await drawer.isVisible()) await drawer.click();
    await page.getByRole('button', { name: 'Your menu' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(/\/sign-in/);
  }

  private async signIn(secret: string): Promise<void> {
    const { page } = this.journey;
    await page.getByLabel('Work e-mail').fill(this.email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Enter your code' }).waitFor();
    await this.look('4-second-step');
    // The code that turned it on was used by that; the next one counts already.
    await page.getByLabel('Code', { exact: true }).fill(codeOf(secret, 1));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/t\//);
  }

  private async look(step: string): Promise<void> {
    await this.journey.screenshot(step);
    expect({ step, violations: await this.journey.accessibilityViolations() }).toEqual({ step, violations: [] });
    expect({ step, overflows: await this.journey.overflowsSideways() }).toEqual({ step, overflows: false });
  }
}

/** What the app shows that many half minutes from now. */
function codeOf(secret: string, drift: number): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) });
  return totp.generate({ timestamp: Date.now() + drift * 30_000 });
}
