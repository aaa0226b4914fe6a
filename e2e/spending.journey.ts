import type { Page } from 'playwright-core';

import { Journey, VIEWPORTS, type Viewport } from './harness/journey.ts';
import type { JourneyProduct } from './harness/journey-product.ts';
import { useStage } from './harness/stage.ts';

const WRONG_KEY = 'sk-wrong-0123456789';
const KEY = 'sk-demo-0123456789abcdef';
const OTHER_KEY = 'sk-demo-fedcba9876543210';

describe('what is spent: own model keys, budgets and invoices of providers', () => {
  const stage = useStage();

  it.each(VIEWPORTS)(
    'is in the hands of an owner ($name)',
    async (viewport) => {
      const journey = await Journey.open(stage.browser, 'spending', viewport);
      const steps = new SpendingJourney(stage.product, journey, viewport);
      await steps.walk().catch(async (error: unknown) => {
        await journey.screenshotAll('failed');
        throw error;
      });
      expect(journey.problems.filter((problem) => !isExpected(problem))).toEqual([]);
      expect(stage.product.problems).toEqual([]);
      await journey.close();
    },
    150_000,
  );
});

/** Who is signed in, before anybody is, is answered 401, and a key that does not work 422; browsers report both by themselves. */
function isExpected(problem: string): boolean {
  return problem.includes('401') || problem.includes('422');
}

const EMPLOYEE = {
  ...{ name: 'Mia', role_title: 'Customer Support', template_id: null, avatar_color: '#0B6E4F', avatar_emoji: '🎧' },
  ...{ persona: 'Friendly and brief.', instructions: 'We open at nine.', greeting: '', language: 'en' },
  ...{ provider: 'openai', model: 'gpt-5.4-mini', fallback_model: null, temperature: 0.3, max_reply_tokens: 400 },
  ...{ budget_limit_usd: 50, at_limit: 'stop', out_of_office_text: '', handover_contact: '' },
};

/** The steps of the journey, each ending in a picture and in what must be true by then. */
class SpendingJourney {
  private readonly page: Page;
  private readonly product: JourneyProduct;
  private readonly journey: Journey;
  private readonly viewport: Viewport;
  private tenantUrl = '';
  private agentId = '';

  constructor(product: JourneyProduct, journey: Journey, viewport: Viewport) {
    this.product = product;
    this.journey = journey;
    this.viewport = viewport;
    this.page = journey.page;
  }

  async walk(): Promise<void> {
    await this.signUp();
    await this.addKey();
    await this.seeKeyFail();
    await this.replaceKey();
    await this.deleteKey();
    await this.setBudget();
    await this.giveOvertime();
    await this.checkInvoice();
  }

  private async signUp(): Promise<void> {
    await this.page.goto(`${this.product.url}/sign-up`);
    await this.page.getByLabel('Your name').fill('Mary Somerville');
    await this.page.getByLabel('Work e-mail').fill(`mary.${this.viewport.name}@example.com`);
    await this.page.getByLabel('Password', { exact: true }).fill('correct horse battery staple');
    await this.page.getByLabel('Business name').fill(`Somerville ${this.viewport.name}`);
    await this.page.getByRole('button', { name: 'Sign up' }).click();
    await this.page.waitForURL(/onboarding/);
    this.tenantUrl = this.page.url().replace(/\/onboarding.*/, '');
    const cookies = await this.page.context().cookies(this.product.url);
    const token = decodeURIComponent(cookies.find(({ name }) => name === 'XSRF-TOKEN')?.value ?? '');
    const agents = `${this.tenantUrl.replace('/t/', '/api/portal/tenants/')}/agents`;
    const answer = await this.page.request.post(agents, { headers: { 'x-xsrf-token': token }, data: EMPLOYEE });
    expect(answer.status()).toBe(201);
    this.agentId = ((await answer.json()) as { id: string }).id;
  }

  private async addKey(): Promise<void> {
    await this.open('settings/model-keys');
    await this.page.getByRole('button', { name: 'Add key for OpenAI' }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Marketing account');
    await dialog.getByLabel('Key', { exact: true }).fill(WRONG_KEY);
    await dialog.getByRole('button', { name: 'Check and save' }).click();
    await dialog.getByText('OpenAI does not know this key').waitFor();
    await this.look('01-key-refused');
    await dialog.getByLabel('Key', { exact: true }).fill(KEY);
    await dialog.getByRole('button', { name: 'Check and save' }).click();
    await this.page.getByText('Works', { exact: true }).waitFor();
    await this.look('02-key-added');
    expect(await this.page.locator('body').innerText()).not.toContain(KEY);
  }

  private async seeKeyFail(): Promise<void> {
    await this.page.request.post(`${this.product.sandboxUrl}/model/_control/faults`, { data: { kind: 'no_credit' } });
    await this.open(`employees/${this.agentId}`);
    await this.page.getByLabel('Message to the draft').fill('When do you open?');
    await this.page.getByRole('button', { name: 'Send to the draft' }).click();
    await this.page.getByRole('log', { name: 'Trial chat' }).getByRole('alert').waitFor();
    await this.open('settings/model-keys');
    await this.page.getByText('Refused', { exact: true }).waitFor();
    await this.page.getByText('Mia cannot answer with it.').first().waitFor();
    await this.look('03-key-failing');
  }

  private async replaceKey(): Promise<void> {
    await this.page.getByRole('button', { name: 'Replace' }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Key', { exact: true }).fill(OTHER_KEY);
    await this.look('04-replace-key');
    await dialog.getByRole('button', { name: 'Check and save' }).click();
    await this.page.getByText('•••• 3210').waitFor();
    await this.page.getByText('Works', { exact: true }).waitFor();
  }

  private async deleteKey(): Promise<void> {
    await this.page.getByRole('button', { name: 'Delete' }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByText('Mia uses it.').waitFor();
    await this.look('05-delete-key');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await this.page.getByRole('heading', { name: 'Deleted keys that were used this month' }).waitFor();
    await this.page.getByText('Marketing account').first().waitFor();
    await this.look('06-key-deleted');
  }

  private async setBudget(): Promise<void> {
    await this.open('budgets');
    await this.page.getByLabel('Limit for all models together, a month').fill('500');
    await this.page.getByRole('radio', { name: /Stop everybody/ }).check();
    await this.page.getByRole('button', { name: 'Save' }).click();
    await this.page.getByText('The budget holds from the next reply on.').waitFor();
    await this.page
      .getByText(/Resets in \d+ days?, on/)
      .first()
      .waitFor();
    await this.look('07-budgets');
  }

  /** As the button of a notice in Slack leads here. */
  private async giveOvertime(): Promise<void> {
    await this.open(`budgets?overtime=${this.agentId}`);
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('heading', { name: 'Overtime for Mia' }).waitFor();
    await this.look('08-overtime');
    await dialog.getByRole('button', { name: 'Give $20.00 of overtime' }).click();
    await this.page.getByText('$20.00 of it is overtime of this month').waitFor();
    await this.page.getByText('% of $70.00').first().waitFor();
    await this.look('09-overtime-given');
  }

  private async checkInvoice(): Promise<void> {
    await this.open('usage/reconciliations');
    await this.page.getByRole('radio', { name: 'Enter an invoice total' }).click();
    await this.page.getByLabel('Month').fill(new Date().toISOString().slice(0, 7));
    await this.page.getByLabel('Total of the invoice').fill('12.50');
    await this.look('10-invoice');
    await this.page.getByRole('button', { name: 'Compare' }).click();
    await this.page.getByText(/The provider bills more/).waitFor();
    await this.look('11-invoice-compared');
    await this.open('usage/prices');
    await this.page.getByRole('searchbox', { name: 'Search for a model' }).fill('gpt-5.4-mini');
    await this.page
      .getByRole('rowheader', { name: /gpt-5\.4-mini/ })
      .first()
      .waitFor();
    await this.look('12-prices');
  }

  private async open(path: string): Promise<void> {
    await this.page.goto(`${this.tenantUrl}/${path}`);
    await this.page.getByRole('heading', { level: 1 }).first().waitFor();
  }

  /** A picture, and the proof that everybody can use what it shows. */
  private async look(step: string): Promise<void> {
    // A message keeps itself from screen readers for a moment, so that it is announced when it appears.
    await this.page.locator('mat-snack-bar-container [aria-hidden="true"] button').waitFor({ state: 'detached' });
    await this.journey.screenshot(step);
    expect({ step, violations: await this.journey.accessibilityViolations() }).toEqual({ step, violations: [] });
    expect({ step, overflows: await this.journey.overflowsSideways() }).toEqual({ step, overflows: false });
  }
}
