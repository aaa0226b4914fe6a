import { BaseHarnessFilters, ComponentHarness, HarnessPredicate } from '@angular/cdk/testing';

/** Reads a status badge in tests. */
export class StatusBadgeHarness extends ComponentHarness {
  static readonly hostSelector = 'k-status-badge';

  static with(options: BaseHarnessFilters & { label?: string } = {}): HarnessPredicate<StatusBadgeHarness> {
    return new HarnessPredicate(StatusBadgeHarness, options).addOption('label', options.label, (harness, label) =>
      HarnessPredicate.stringMatches(harness.getLabel(), label),
    );
  }

  async getLabel(): Promise<string> {
    return (await (await this.host()).text()).trim();
  }

  async getTone(): Promise<string> {
    const classes = (await (await this.host()).getAttribute('class')) ?? '';
    return /tone-(\w+)/.exec(classes)?.[1] ?? '';
  }
}
