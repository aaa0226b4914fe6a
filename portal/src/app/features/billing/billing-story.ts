import { Component, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { TimelineEntryView } from '@konstruct/api-client';
import { Skeleton } from '@konstruct/ui';
import { CursorList } from '../../core/state/cursor-list';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';

/** What happened with the billing, in plain words, the latest first. */
@Component({
  selector: 'app-billing-story',
  imports: [MatButton, Skeleton, TenantTimePipe],
  template: `
    <section class="k-card" aria-labelledby="story-heading">
      <h2 id="story-heading" tabindex="-1">What happened</h2>
      @if (story().isLoading()) {
        <k-skeleton [count]="3" [height]="24" />
      } @else if (story().hasFailed()) {
        <p class="k-muted">This could not be loaded.</p>
      } @else if (story().isEmpty()) {
        <p class="k-muted">Nothing yet.</p>
      } @else {
        <ol>
          @for (entry of story().items(); track entry.id) {
            <li>
              <time [attr.datetime]="entry.occurred_at">{{ entry.occurred_at | tenantTime: 'date_time' }}</time>
              <span>
                {{ entry.summary }}
                @if (entry.url) {
                  <a [href]="entry.url" target="_blank" rel="noopener">See it at Stripe</a>
                }
              </span>
            </li>
          }
        </ol>
        @if (story().hasMore()) {
          <div>
            <button matButton="tonal" type="button" [disabled]="story().isLoadingMore()" (click)="story().loadMore()">
              Show older ones
            </button>
          </div>
        }
      }
    </section>
  `,
  styleUrls: ['./billing-card.scss', './billing-story.scss'],
})
export class BillingStory {
  readonly story = input.required<CursorList<TimelineEntryView>>();
}
