import { ComponentHarness } from '@angular/cdk/testing';
import { MatButtonHarness } from '@angular/material/button/testing';

/** Reads an error state in tests and presses its Retry. */
export class ErrorStateHarness extends ComponentHarness {
  static readonly hostSelector = 'k-error-state';

  private readonly heading = this.locatorFor('h2');
  private readonly button = this.locatorFor(MatButtonHarness.with({ text: /Retry/ }));
  private readonly code = this.locatorForOptional('code');

  async getHeading(): Promise<string> {
    return (await this.heading()).text();
  }

  async getRequestId(): Promise<string | null> {
    return (await this.code())?.text() ?? null;
  }

  async retry(): Promise<void> {
    await (await this.button()).click();
  }
}
