import { ComponentHarness } from '@angular/cdk/testing';

/** Reads an avatar in tests. */
export class AvatarHarness extends ComponentHarness {
  static readonly hostSelector = 'k-avatar';

  async getEmoji(): Promise<string> {
    return (await this.host()).text();
  }

  async getColor(): Promise<string> {
    return (await this.host()).getCssValue('--k-avatar-color');
  }
}
