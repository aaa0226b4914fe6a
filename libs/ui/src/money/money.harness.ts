import { ComponentHarness } from '@angular/cdk/testing';
import { MatTooltipHarness } from '@angular/material/tooltip/testing';

/** Reads an amount in tests. */
export class MoneyHarness extends ComponentHarness {
  static readonly hostSelector = 'k-money';

  private readonly tooltip = this.locatorFor(MatTooltipHarness);

  async getText(): Promise<string> {
    return (await (await this.host()).text()).trim();
  }

  async getHint(): Promise<string> {
    const tooltip = await this.tooltip();
    await tooltip.show();
    return tooltip.getTooltipText();
  }
}
