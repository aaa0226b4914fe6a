import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { ErrorState, Icon, Notice, Skeleton } from '@konstruct/ui';
import type { SlackManifestView } from '@konstruct/api-client';
import { ChannelsApi } from './api/channels-api';
import { CurrentTenant } from './session/current-tenant';
import { RemoteData } from './state/remote-data';

/** Slack opens its "new app" page with the manifest filled in. */
function creationAddress(manifest: SlackManifestView): string {
  return `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(JSON.stringify(manifest))}`;
}

/** For whoever runs this installation: how to make the Slack app that it needs, from a manifest that is ready for it. */
@Component({
  selector: 'app-slack-app-setup',
  imports: [ErrorState, Icon, MatButton, Notice, Skeleton],
  templateUrl: './slack-app-setup.html',
  styleUrl: './slack-app-setup.scss',
})
export class SlackAppSetup {
  private readonly api = inject(ChannelsApi);
  private readonly tenant = inject(CurrentTenant);
  protected readonly manifest = new RemoteData<SlackManifestView>(() => this.api.slackManifest(this.tenant.id()));

  protected readonly isCopied = signal(false);
  protected readonly text = computed(() => JSON.stringify(this.manifest.value(), null, 2));
  protected readonly address = computed(() => {
    const manifest = this.manifest.value();
    return manifest ? creationAddress(manifest) : '';
  });
  /** Slack sends events and people to addresses on the internet alone, and over TLS. */
  protected readonly unreachableAddress = computed(() => {
    const redirect = this.manifest.value()?.oauth_config.redirect_urls[0] ?? '';
    return redirect.startsWith('http://') ? new URL(redirect).origin : null;
  });
  protected readonly eventsUrl = computed(() => this.manifest.value()?.settings.event_subscriptions.request_url);

  constructor() {
    void this.manifest.load();
  }

  protected async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text());
      this.isCopied.set(true);
    } catch {
      this.isCopied.set(false);
    }
  }
}
