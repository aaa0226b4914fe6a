import { ComponentHarness } from '@angular/cdk/testing';

/** Tells in tests whether something is still loading, and how many bars stand for it. */
export class SkeletonHarness extends ComponentHarness {
  static readonly hostSelector = 'k-skeleton';

  private readonly bars = this.locatorForAll('.bar');

  async getBarCount(): Promise<number> {
    return (await this.bars()).length;
  }
}
