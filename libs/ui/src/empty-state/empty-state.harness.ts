import { ComponentHarness } from '@angular/cdk/testing';

/** Reads an empty state in tests. */
export class EmptyStateHarness extends ComponentHarness {
  static readonly hostSelector = 'k-empty-state';

  private readonly heading = this.locatorFor('h2');
  private readonly paragraph = this.locatorFor('p');

  async getHeading(): Promise<string> {
    return (await this.heading()).text();
  }

  async getText(): Promise<string> {
    return (await this.paragraph()).text();
  }
}
