const DEFAULT_EVENTS = [
  'app_mention',
  'message.channels',
  'message.groups',
  'message.im',
  'app_uninstalled',
  'tokens_revoked',
  'member_joined_channel',
] as const;

/** Events that an app can ask for; message events come with the history scope of their kind of channel. */
export const SUBSCRIBABLE_EVENTS = [...DEFAULT_EVENTS, 'member_left_channel', 'reaction_added'] as const;

export type SubscribableEvent = (typeof SUBSCRIBABLE_EVENTS)[number];

/** The one Slack app that the sandbox knows: what a developer would set on Slack's own app pages. */
export interface SlackApp {
  appId: string;
  name: string;
  clientId: string;
  clientSecret: string;
  signingSecret: string;
  /** Null: no events are sent. */
  eventsUrl: string | null;
  /** Allowed redirect URLs; as at Slack, a path below one of them is allowed too. */
  redirectUrls: string[];
  /** Whether newly installed workspaces get tokens that rotate; each workspace may differ. */
  hasTokenRotation: boolean;
  tokenLifetimeSeconds: number;
  subscribedEvents: SubscribableEvent[];
  deliveryTimeoutMs: number;
  /** Waiting time before each retry. */
  retryDelaysMs: number[];
}

export const DEFAULT_SLACK_APP: Omit<SlackApp, 'clientId' | 'clientSecret' | 'signingSecret'> = {
  appId: 'A0KONSTRUCT',
  name: 'Konstruct',
  eventsUrl: null,
  redirectUrls: [],
  hasTokenRotation: false,
  tokenLifetimeSeconds: 12 * 60 * 60,
  subscribedEvents: [...DEFAULT_EVENTS],
  deliveryTimeoutMs: 3_000,
  retryDelaysMs: [1_000, 60_000, 300_000],
};

/** Slack's rule: the URL itself or one below it, on the same host and port. */
export function isRedirectAllowed(app: SlackApp, redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) return false;
  const wanted = new URL(redirectUri);
  return app.redirectUrls.some((allowed) => {
    if (!URL.canParse(allowed)) return false;
    const base = new URL(allowed);
    const path = base.pathname.replace(/\/$/, '');
    return base.origin === wanted.origin && (wanted.pathname === path || wanted.pathname.startsWith(`${path}/`));
  });
}
