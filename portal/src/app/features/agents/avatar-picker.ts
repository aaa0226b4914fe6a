import { Component, input } from '@angular/core';
import { FieldTree } from '@angular/forms/signals';
import { Avatar, Icon } from '@konstruct/ui';
import { AVATAR_COLORS, AVATAR_EMOJI } from './agent-draft';

/** Chooses the colour and the emoji of an employee's avatar. Native radio buttons, so that the arrow keys work. */
@Component({
  selector: 'app-avatar-picker',
  imports: [Avatar, Icon],
  templateUrl: './avatar-picker.html',
  styleUrl: './avatar-picker.scss',
})
export class AvatarPicker {
  readonly colorField = input.required<FieldTree<string>>();
  readonly emojiField = input.required<FieldTree<string>>();

  protected readonly colors = AVATAR_COLORS;
  protected readonly emoji = AVATAR_EMOJI;

  protected choose(field: FieldTree<string>, value: string): void {
    field().value.set(value);
    field().markAsDirty();
  }
}
