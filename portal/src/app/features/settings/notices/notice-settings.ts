import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import { RouterLink } from '@angular/router';
import type { ConnectionView, DestinationView, NoticeSeverity, NoticeTopic } from '@konstruct/api-client';
import { EmptyState, ErrorState, Icon, Notice, Skeleton } from '@konstruct/ui';
import { provideFormDefaults } from '../../../core/layout/form-defaults';
import { Messages } from '../../../core/layout/messages';
import { CurrentTenant } from '../../../core/session/current-tenant';
import { SlackChannelPicker } from '../../../core/slack-channels/slack-channel-picker';
import { NoticeChannelStore } from './notice-channel-store';
import { SEVERITY_CHOICES, TOPIC_CHOICES } from './notice-topics';

/** Whether, where and which notices are posted in Slack besides being behind the bell. */
@Component({
  selector: 'app-notice-settings',
  imports: [
    EmptyState,
    ErrorState,
    Icon,
    MatButton,
    MatCheckbox,
    MatFormField,
    MatLabel,
    MatOption,
    MatSelect,
    Notice,
    RouterLink,
    Skeleton,
    SlackChannelPicker,
  ],
  providers: [NoticeChannelStore, provideFormDefaults()],
  templateUrl: './notice-settings.html',
  styleUrls: ['../settings-section.scss', './notice-settings.scss'],
})
export class NoticeSettings {
  private readonly messages = inject(Messages);
  protected readonly tenant = inject(CurrentTenant);
  protected readonly store = inject(NoticeChannelStore);

  protected readonly topicChoices = TOPIC_CHOICES;
  protected readonly severityChoices = SEVERITY_CHOICES;
  protected readonly canEdit = computed(() => this.tenant.can('tenant:update'));
  protected readonly isBusy = signal(false);
  /** Whether another channel is being chosen. */
  protected readonly isMoving = signal(false);
  protected readonly place = signal<DestinationView | null>(null);
  private readonly workspaceId = signal<string | null>(null);

  protected readonly stored = computed(() => this.store.view()?.channel ?? null);
  protected readonly isOn = computed(() => this.stored()?.connection_id != null);
  protected readonly isChoosing = computed(() => !this.isOn() || this.isMoving());
  protected readonly workspaces = computed(() => this.store.view()?.workspaces ?? []);
  protected readonly workspace = computed<ConnectionView | null>(() => {
    const wanted = this.workspaceId() ?? this.stored()?.connection_id;
    return this.workspaces().find(({ id }) => id === wanted) ?? this.workspaces()[0] ?? null;
  });
  protected readonly topics = linkedSignal<ReadonlySet<NoticeTopic>>(() => new Set(this.stored()?.topics));
  protected readonly severity = linkedSignal<NoticeSeverity>(() => this.stored()?.least_severity ?? 'warning');
  protected readonly hasChanges = computed(() => {
    const stored = this.stored();
    const isSame = stored?.topics.length === this.topics().size && stored.topics.every((one) => this.topics().has(one));
    return !isSame || stored.least_severity !== this.severity() || this.place() !== null;
  });
  protected readonly canSave = computed(() => {
    const hasPlace = this.isChoosing() ? this.place() !== null : true;
    return hasPlace && this.topics().size > 0 && this.hasChanges() && !this.isBusy();
  });

  protected toggle(topic: NoticeTopic, isWanted: boolean): void {
    const topics = new Set(this.topics());
    if (isWanted) topics.add(topic);
    else topics.delete(topic);
    this.topics.set(topics);
  }

  protected changeWorkspace(id: string): void {
    this.workspaceId.set(id);
    this.place.set(null);
  }

  protected stay(): void {
    this.isMoving.set(false);
    this.place.set(null);
  }

  protected save(): Promise<void> {
    return this.work(async () => {
      const [stored, place] = [this.stored(), this.place()];
      const connectionId = place ? this.workspace()?.id : stored?.connection_id;
      const channelId = place?.id ?? stored?.channel_id;
      if (!connectionId || !channelId) return;
      const { channel_name: name } = await this.store.choose({
        connection_id: connectionId,
        channel_id: channelId,
        topics: this.topicChoices.map(({ topic }) => topic).filter((topic) => this.topics().has(topic)),
        least_severity: this.severity(),
      });
      this.stay();
      await this.messages.say(place ? `Notices are posted in ${name ?? 'Slack'} from now on.` : 'Saved.');
    });
  }

  protected stop(): Promise<void> {
    return this.work(async () => {
      await this.store.stop();
      this.stay();
      await this.messages.say('Notices are not posted in Slack any more. You find them behind the bell.');
    });
  }

  private async work(task: () => Promise<void>): Promise<void> {
    this.isBusy.set(true);
    try {
      await task();
    } catch (error) {
      await this.messages.complain(error);
    } finally {
      this.isBusy.set(false);
    }
  }
}
