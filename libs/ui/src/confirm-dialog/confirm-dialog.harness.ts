import { ComponentHarness } from '@angular/cdk/testing';
import { MatButtonHarness } from '@angular/material/button/testing';

/** Answers a confirmation in tests. */
export class ConfirmDialogHarness extends ComponentHarness {
  static readonly hostSelector = 'k-confirm-dialog';

  private readonly title = this.locatorFor('h2');
  private readonly buttons = this.locatorForAll(MatButtonHarness);

  async getTitle(): Promise<string> {
    return (await this.title()).text();
  }

  async confirm(): Promise<void> {
    await (await this.buttons())[1]?.click();
  }

  async cancel(): Promise<void> {
    await (await this.buttons())[0]?.click();
  }
}
