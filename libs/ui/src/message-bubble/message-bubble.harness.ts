import { ComponentHarness } from '@angular/cdk/testing';

/** Reads a message in tests. */
export class MessageBubbleHarness extends ComponentHarness {
  static readonly hostSelector = 'k-message-bubble';

  private readonly bubble = this.locatorFor('.bubble');
  private readonly author = this.locatorFor('.author');
  private readonly below = this.locatorFor('.below');

  async getText(): Promise<string> {
    return (await this.bubble()).text();
  }

  async getAuthor(): Promise<string> {
    return (await this.author()).text();
  }

  async getFooter(): Promise<string> {
    return (await this.below()).text();
  }

  async isFromEmployee(): Promise<boolean> {
    return (await this.host()).hasClass('side-employee');
  }
}
