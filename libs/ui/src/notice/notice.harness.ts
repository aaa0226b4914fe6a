import { ComponentHarness } from '@angular/cdk/testing';

/** Reads a notice in tests. */
export class NoticeHarness extends ComponentHarness {
  static readonly hostSelector = 'k-notice';

  private readonly words = this.locatorFor('.words');

  async getText(): Promise<string> {
    return (await this.words()).text();
  }
}
