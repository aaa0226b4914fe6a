import { Component, input } from '@angular/core';
import { FieldTree, FormField } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { firstError } from '../../core/errors/form-problems';
import { DesignerDraft, LANGUAGES } from './agent-draft';
import { AvatarPicker } from './avatar-picker';

/** Who the employee is: name, role, face, greeting, language. */
@Component({
  selector: 'app-identity-section',
  imports: [AvatarPicker, FormField, MatError, MatFormField, MatHint, MatInput, MatLabel, MatOption, MatSelect],
  templateUrl: './identity-section.html',
  styleUrl: './section.scss',
})
export class IdentitySection {
  readonly form = input.required<FieldTree<DesignerDraft>>();

  protected readonly firstError = firstError;
  protected readonly languages = LANGUAGES;
}
