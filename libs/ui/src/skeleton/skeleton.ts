import { Component, computed, input } from '@angular/core';

/** Grey bars in the size of what is being loaded, so that nothing moves when it arrives. */
@Component({
  selector: 'k-skeleton',
  template: `
    @for (line of lines(); track line) {
      <span
        class="bar"
        [style.height.px]="height()"
        [style.width]="line === count() && count() > 1 ? '64%' : null"
      ></span>
    }
    <span class="cdk-visually-hidden">Loading</span>
  `,
  host: { role: 'status' },
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 8px;
    }
    .bar {
      border-radius: 6px;
      background: linear-gradient(90deg, var(--k-muted-container) 40%, var(--k-line) 50%, var(--k-muted-container) 60%);
      background-size: 300% 100%;
      animation: sweep 1.6s ease-in-out infinite;
    }
    @keyframes sweep {
      from {
        background-position: 100% 0;
      }
      to {
        background-position: 0 0;
      }
    }
  `,
})
export class Skeleton {
  readonly count = input(1);
  readonly height = input(20);

  protected readonly lines = computed(() => Array.from({ length: this.count() }, (_, index) => index + 1));
}
