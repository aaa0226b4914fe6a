/** How WhatsApp behaves for everyone: what Meta decides and what tests want otherwise. */
export interface WhatsAppSettings {
  /** Whether messages become sent and delivered by themselves. */
  hasAutomaticStatuses: boolean;
  sentAfterMs: number;
  deliveredAfterMs: number;
  /** Null: read when the person opens the chat. */
  readAfterMs: number | null;
  deliveryTimeoutMs: number;
  /** Waiting time before each retry of a webhook. */
  retryDelaysMs: number[];
  /** Webhooks wait until they are let go, so that they can go as a batch, twice, or in another order. */
  isHoldingWebhooks: boolean;
  /** Whether free text outside the 24 hours is refused at once or, as Meta does, fails by a status afterwards. */
  windowRefusal: 'status' | 'response';
  /** Whether calls without `appsecret_proof` are refused, as an app can ask for. */
  requiresProof: boolean;
}

/** As on a quiet day: a second until a message is delivered, and Meta's patience with webhooks. */
export const DEFAULT_WHATSAPP_SETTINGS: WhatsAppSettings = {
  hasAutomaticStatuses: true,
  sentAfterMs: 350,
  deliveredAfterMs: 1_100,
  readAfterMs: null,
  deliveryTimeoutMs: 10_000,
  retryDelaysMs: [1_000, 5_000, 30_000, 120_000, 600_000],
  isHoldingWebhooks: false,
  windowRefusal: 'status',
  requiresProof: true,
};

export const WINDOW_MS = 24 * 60 * 60 * 1_000;
