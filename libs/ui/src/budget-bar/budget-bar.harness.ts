import { ComponentHarness } from '@angular/cdk/testing';

/** Reads a budget bar in tests. */
export class BudgetBarHarness extends ComponentHarness {
  static readonly hostSelector = 'k-budget-bar';

  private readonly meter = this.locatorForOptional('[role=meter]');

  async getText(): Promise<string> {
    return (await (await this.host()).text()).trim();
  }

  async getPercentShown(): Promise<number | null> {
    const value = await (await this.meter())?.getAttribute('aria-valuenow');
    return value == null ? null : Number(value);
  }

  async getState(): Promise<string> {
    const classes = (await (await this.host()).getAttribute('class')) ?? '';
    return /state-(\w+)/.exec(classes)?.[1] ?? '';
  }
}
