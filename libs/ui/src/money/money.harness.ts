import { ComponentHarness } from '@angular/cdk/testing';
import { MatTooltipHarness } from '@angular/material/tooltip/testing';

/** Reads an amount in tests. */
export class MoneyHarness extends ComponentHarness {
  static readonly hostSelector = 'k-money';

  private readonly tooltip = this.locatorForOptional(MatTooltipHarness);

  async getText(): Promise<string> {
    return (await (await this.host()).text()).trim();
  }

  /** What the amount is explained with; null where nothing needs explaining. */
  async getHint(): Promise<string | null> {
    const tooltip = await this.tooltip();
    await tooltip?.show();
    return (await tooltip?.getTooltipText()) ?? null;
  }
}
