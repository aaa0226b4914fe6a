import { Component, input, output } from '@angular/core';
import type { ConnectionView, DestinationView } from '@konstruct/api-client';
import { SlackChannelPicker } from '../../core/slack-channels/slack-channel-picker';
import type { TestPlace } from './test-place';

/** Chooses the channel that the test message is posted in. */
@Component({
  selector: 'app-slack-place',
  imports: [SlackChannelPicker],
  templateUrl: './slack-place.html',
  styles: `
    app-slack-channel-picker {
      margin-top: 16px;
    }
  `,
})
export class SlackPlace {
  readonly connection = input.required<ConnectionView>();
  readonly chosen = output<TestPlace>();

  protected choose({ id, name }: DestinationView): void {
    this.chosen.emit({ id, name: `#${name}` });
  }
}
