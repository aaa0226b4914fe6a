import { ContentContainerComponentHarness } from '@angular/cdk/testing';

/** Reads a page's title in tests; its actions are found inside it. */
export class PageHeaderHarness extends ContentContainerComponentHarness {
  static readonly hostSelector = 'k-page-header';

  private readonly heading = this.locatorFor('h1');

  async getHeading(): Promise<string> {
    return (await this.heading()).text();
  }
}
