import { Component, input } from '@angular/core';

/** Frame of the pages outside a business: the brand, a title, and the form; beside it what the product is for. */
@Component({
  selector: 'app-auth-frame',
  templateUrl: './auth-frame.html',
  styleUrl: './auth-frame.scss',
})
export class AuthFrame {
  readonly heading = input.required<string>();
  readonly text = input('');
}
