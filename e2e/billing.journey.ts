import type { Page } from 'playwright-core';

import { Journey, VIEWPORTS, type Viewport } from './harness/journey.ts';
import type { JourneyProduct } from './harness/journey-product.ts';
import { makePlatformAdmin, putToWork } from './harness/machine.ts';
import { useStage } from './harness/stage.ts';

const DAY_SECONDS = 86_400;
/** Each size pays with a card of its own: a card gets one trial. */
const CARDS = {
  desktop: { number: '4242424242424242', words: 'Visa ending in 4242' },
  phone: { number: '5555555555554444', words: 'Mastercard ending in 4444' },
} as const;

describe('paying, from the trial to leaving and coming back', () => {
  const stage = useStage();

  it.each(VIEWPORTS)(
    'is done by an operator alone ($name)',
    async (viewport) => {
      const journey = await Journey.open(stage.browser, 'billing', viewport);
      const steps = new BillingJourney(stage.product, journey, viewport);
      await steps.walk().catch(async (error: unknown) => {
        await journey.screenshotAll('failed');
        throw error;
      });
      expect(journey.problems.filter((problem) => !problem.includes('401'))).toEqual([]);
      expect(stage.product.problems).toEqual([]);
      await journey.close();
    },
    240_000,
  );
});

/** An employee as the designer saves one. */
const EMPLOYEE = {
  ...{ role_title: 'Customer Support', template_id: null, avatar_color: '#0B6E4F', avatar_emoji: '🎧' },
  ...{ persona: 'Friendly and brief.', instructions: 'We open at nine.', greeting: '', language: 'en' },
  ...{ provider: 'openai', model: 'gpt-5.4-mini', fallback_model: null, temperature: 0.3, max_reply_tokens: 400 },
  ...{ budget_limit_usd: 50, at_limit: 'alert_only', out_of_office_text: '', handover_contact: '' },
};

/** The steps of the journey, each ending in a picture and in what must be true by then. */
class BillingJourney {
  private readonly page: Page;
  private readonly product: JourneyProduct;
  private readonly journey: Journey;
  private readonly viewport: Viewport;
  private billingUrl = '';

  constructor(product: JourneyProduct, journey: Journey, viewport: Viewport) {
    this.product = product;
    this.journey = journey;
    this.viewport = viewport;
    this.page = journey.page;
  }

  async walk(): Promise<void> {
    // Sets Stripe's clock to now, wherever the journey before this one left it.
    await this.control('reset', {});
    await this.signUp();
    await this.subscribe();
    await this.growDuringTrial();
    await this.becomePaying();
    await this.growWhilePaying();
    await this.employ('Mia', 'Leo', 'Nora');
    await this.chooseWhoStops();
    await this.fallBehind();
    await this.payUp();
    await this.leave();
    await this.comeBack();
    await this.runThePlatform();
  }

  private async signUp(): Promise<void> {
    await this.page.goto(`${this.product.url}/sign-up`);
    await this.page.getByLabel('Your name').fill('Grace Hopper');
    await this.page.getByLabel('Work e-mail').fill(`grace.${this.viewport.name}@example.com`);
    await this.page.getByLabel('Password', { exact: true }).fill('correct horse battery staple');
    await this.page.getByLabel('Business name').fill(`Hopper ${this.viewport.name}`);
    await this.page.getByRole('button', { name: 'Sign up' }).click();
    await this.page.waitForURL(/onboarding/);
    this.billingUrl = this.page.url().replace(/\/onboarding.*/, '/billing');
    await this.page.goto(this.billingUrl);
    await this.page.getByText('No subscription').waitFor();
    await this.look('01-no-subscription');
  }

  private async subscribe(): Promise<void> {
    await this.page.getByRole('button', { name: 'One employee more' }).click();
    await this.page.getByRole('button', { name: 'Start 14-day trial' }).click();
    await this.page.waitForURL(/\/stripe\/checkout\//);
    await this.page.goto(`${this.page.url()}?card=${CARDS[this.viewport.name].number}`);
    await this.look('02-checkout');
    await this.page.getByRole('button', { name: 'Start trial' }).click();
    await this.page.getByText('Welcome aboard').waitFor();
    await this.page.getByText('14 days left').waitFor();
    await this.page.getByText(CARDS[this.viewport.name].words).waitFor();
    await this.page.getByText('Next invoice').waitFor();
    await this.look('03-trial');
  }

  private async growDuringTrial(): Promise<void> {
    await this.changeQuantity('more');
    await this.page.getByText('Employees you pay for').waitFor();
    expect(await this.page.locator('output.count').innerText()).toBe('3');
  }

  private async becomePaying(): Promise<void> {
    await this.moveClock(15 * DAY_SECONDS);
    await this.page.getByText('Active', { exact: true }).waitFor();
    await this.page.getByRole('link', { name: 'PDF' }).first().waitFor();
  }

  private async growWhilePaying(): Promise<void> {
    await this.page.getByRole('button', { name: 'One employee more' }).click();
    await this.page.getByRole('button', { name: 'Confirm the change' }).waitFor();
    await this.page.getByText(/Remaining time on 4/).waitFor();
    await this.look('04-preview');
    await this.page.getByRole('button', { name: 'Confirm the change' }).click();
    await this.page.getByText('You now pay for 4 employees.').waitFor();
    await this.look('05-paying');
  }

  private async employ(...names: string[]): Promise<void> {
    const tenantId = /\/t\/([^/]+)/.exec(this.billingUrl)?.[1] ?? '';
    const cookies = await this.page.context().cookies(this.product.url);
    const token = decodeURIComponent(cookies.find(({ name }) => name === 'XSRF-TOKEN')?.value ?? '');
    for (const name of names) {
      const answer = await this.page.request.post(`${this.product.url}/api/portal/tenants/${tenantId}/agents`, {
        headers: { 'x-xsrf-token': token },
        data: { ...EMPLOYEE, name },
      });
      expect(answer.status()).toBe(201);
    }
    await putToWork(this.product, tenantId);
  }

  /** Three are at work; two are to be paid for. */
  private async chooseWhoStops(): Promise<void> {
    const less = this.page.getByRole('button', { name: 'One employee less' });
    await less.click();
    await less.click();
    const confirm = this.page.getByRole('button', { name: 'Confirm the change' });
    await this.page.getByText('Who stops?').waitFor();
    await this.page.getByRole('button', { name: 'Confirm the change', disabled: true }).waitFor();
    await this.page.getByRole('checkbox', { name: 'Leo' }).check();
    await this.page.getByRole('checkbox', { name: 'Mia', disabled: true }).waitFor();
    await this.look('05b-who-stops');
    await confirm.click();
    await this.page.getByText('You now pay for 2 employees.').waitFor();
    await this.page.getByText('2 of 2').waitFor();
    await this.page.goto(this.billingUrl.replace('/billing', '/employees'));
    await this.page.getByText('Suspended').first().waitFor();
    await this.look('05c-one-stopped');
    await this.page.goto(this.billingUrl);
  }

  /** A card that is saved and fails later; then the month ends. */
  private async fallBehind(): Promise<void> {
    await this.page.getByRole('button', { name: 'Manage billing' }).click();
    await this.page.waitForURL(/\/stripe\/portal\//);
    await this.page.getByRole('link', { name: 'Update card' }).click();
    await this.page.getByRole('link', { name: /Is saved, fails later/ }).click();
    await this.page.getByRole('button', { name: 'Save card' }).click();
    await this.page.getByText('Your card was updated.').waitFor();
    await this.look('06-portal');
    await this.page.getByRole('link', { name: /Return to Konstruct/ }).click();
    await this.page.getByText('AI Employee Plan').first().waitFor();
    await this.moveClock(31 * DAY_SECONDS);
    await this.page.getByText('Payment required').waitFor();
    await this.page.getByText('Your last payment failed').waitFor();
    await this.look('07-past-due');
  }

  private async payUp(): Promise<void> {
    await this.page.getByRole('link', { name: 'Pay now' }).first().waitFor();
    await this.page.getByRole('button', { name: /^Notices/ }).click();
    await this.look('07b-notices');
    await this.page.getByRole('button', { name: /^Open what “A payment failed”/ }).click();
    await this.page.waitForURL(/\/stripe\/invoice/);
    await this.page.getByRole('link', { name: /^4242/ }).click();
    await this.page
      .getByRole('button', { name: /^Pay \$/ })
      .last()
      .click();
    await this.page.getByText('this invoice is paid').waitFor();
    await this.page.goto(this.billingUrl);
    await this.page.getByText('Active', { exact: true }).waitFor();
    await this.page.getByText('Your last payment failed').waitFor({ state: 'detached' });
  }

  private async leave(): Promise<void> {
    await this.page.getByRole('button', { name: 'Cancel at period end' }).click();
    await this.look('08-cancel');
    await this.page.getByRole('button', { name: 'Cancel the subscription' }).click();
    await this.page.getByRole('button', { name: 'Resume the subscription' }).click();
    await this.page.getByText('The subscription goes on.', { exact: true }).waitFor();
    await this.page.getByRole('button', { name: 'End it now' }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'End it now' }).click();
    await this.page.getByText('Canceled', { exact: true }).waitFor();
    await this.page.getByText('The subscription has ended.', { exact: true }).waitFor();
    await this.look('09-canceled');
  }

  private async comeBack(): Promise<void> {
    await this.page.getByRole('button', { name: 'Resubscribe' }).click();
    await this.page.waitForURL(/\/stripe\/checkout\//);
    await this.page.getByRole('link', { name: /^4242/ }).click();
    await this.page.getByRole('button', { name: /^Pay \$98/ }).click();
    await this.page.getByText('Welcome aboard').waitFor();
    await this.page.getByText('Active', { exact: true }).waitFor();
    await this.page.goto(this.billingUrl.replace('/billing', '/api-usage'));
    await this.page.getByText('API calls today').first().waitFor();
    await this.look('10-api-usage');
  }

  /** What whoever runs the installation sees of all businesses. */
  private async runThePlatform(): Promise<void> {
    await makePlatformAdmin(this.product, `grace.${this.viewport.name}@example.com`);
    await this.page.goto(this.billingUrl.replace('/billing', '/platform'));
    await this.page.locator('tbody').getByText(`Hopper ${this.viewport.name}`).waitFor();
    await this.page.getByRole('button', { name: 'Compare all with Stripe' }).click();
    // The customers of a journey before this one went with Stripe's clock, which differs from what is stored here.
    await this.page.getByText(/(\d+) of \1 compared, /).waitFor();
    await this.look('11-platform');
  }

  private async changeQuantity(direction: 'more' | 'less'): Promise<void> {
    await this.page.getByRole('button', { name: `One employee ${direction}` }).click();
    await this.page.getByRole('button', { name: 'Confirm the change' }).click();
    await this.page.getByText(/You now pay for/).waitFor();
  }

  /** Stripe's clock goes on; what falls due happens, and the page hears of it by webhook. */
  private async moveClock(seconds: number): Promise<void> {
    await this.control('clock', { seconds });
  }

  private async control(what: string, body: object): Promise<void> {
    const response = await fetch(`${this.product.sandboxUrl}/stripe/_control/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
  }

  private async look(step: string): Promise<void> {
    // A message keeps itself from screen readers for a moment, so that it is announced when it appears.
    await this.page.locator('mat-snack-bar-container [aria-hidden="true"] button').waitFor({ state: 'detached' });
    await this.journey.screenshot(step);
    expect({ step, violations: await this.journey.accessibilityViolations() }).toEqual({ step, violations: [] });
    expect({ step, overflows: await this.journey.overflowsSideways() }).toEqual({ step, overflows: false });
  }
}
