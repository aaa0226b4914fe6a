import { DOCUMENT, Injectable, inject, signal } from '@angular/core';
import { ChannelsApi } from './api/channels-api';
import { Problem, toProblem } from './errors/problem';
import { SlackErrorWords, slackErrorWords } from './slack-errors';
import { CurrentTenant } from './session/current-tenant';

/** Takes the person to Slack's consent page; connecting and reconnecting are the same way. */
@Injectable({ providedIn: 'root' })
export class SlackConnect {
  private readonly api = inject(ChannelsApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly location = inject(DOCUMENT).location;
  private readonly leaving = signal(false);
  private readonly failure = signal<Problem | null>(null);

  readonly isLeaving = this.leaving.asReadonly();
  readonly problem = this.failure.asReadonly();

  /** With the id of a workspace that was connected before, Slack's page opens with it chosen. */
  async start(workspaceId: string | null = null): Promise<void> {
    this.leaving.set(true);
    this.failure.set(null);
    try {
      const { url } = await this.api.slackInstallUrl(this.tenant.id(), workspaceId);
      this.location.assign(url);
    } catch (error) {
      this.failure.set(toProblem(error));
      this.leaving.set(false);
    }
  }

  /** Why connecting failed: the server's own words about the attempt, else what its code means. */
  async explain(code: string, attemptId: string | undefined): Promise<SlackErrorWords> {
    const known = slackErrorWords(code);
    if (!attemptId) return known;
    try {
      const attempt = await this.api.slackAttempt(this.tenant.id(), attemptId);
      return { heading: attempt.title ?? known.heading, text: attempt.detail ?? known.text };
    } catch {
      return known;
    }
  }
}
