import { Inject, Injectable } from '@nestjs/common';
import type { ModelProvider } from '@konstruct/contracts';
import { MODELS_SETTINGS, type ModelsSettings } from './models.config';

/** How a provider is reached for one business. */
export interface ProviderAccess {
  /** Empty for a server that wants none. */
  readonly apiKey: string;
  /** Where the provider answers, as the business said, and so called through the guard; null for the address in the settings. */
  readonly baseUrl: string | null;
  /** The business's own key that this is, for the books; null for the installation's. */
  readonly keyId: string | null;
  /** When that key took the place of another under the same id; null for a first one. */
  readonly keyReplacedAt: Date | null;
}

/** Finds the key that a business calls a provider with. Asked before the first call of each model, fallback included. */
export interface ModelAccess {
  /** Null when there is none, so that the provider is not called at all. */
  find(provider: ModelProvider): Promise<ProviderAccess | null>;
}

/**
 * Injection token of TenantAccess: whoever keeps businesses' own keys answers here, so that no question can forget to ask for
 * them. Without one, the installation's keys are everybody's.
 */
export const TENANT_ACCESS = Symbol('TENANT_ACCESS');

/** Knows which keys each business calls providers with. */
export interface TenantAccess {
  of(tenantId: string): ModelAccess;
}

/** The keys in the installation's settings: the same for every business. */
@Injectable()
export class InstallationAccess implements ModelAccess {
  /** Null where the installation has none; a server of its own may want no key. */
  private readonly keys: Readonly<Record<ModelProvider, string | null>>;

  constructor(@Inject(MODELS_SETTINGS) settings: ModelsSettings) {
    this.keys = {
      openai: settings.OPENAI_API_KEY || null,
      anthropic: settings.ANTHROPIC_API_KEY || null,
      google: settings.GOOGLE_GENERATIVE_AI_API_KEY || null,
      mistral: settings.MISTRAL_API_KEY || null,
      openai_compatible: settings.OPENAI_COMPATIBLE_BASE_URL === '' ? null : settings.OPENAI_COMPATIBLE_API_KEY,
    };
  }

  /** Whether the installation has a key for the provider. */
  isAvailable(provider: ModelProvider): boolean {
    return this.keys[provider] !== null;
  }

  find(provider: ModelProvider): Promise<ProviderAccess | null> {
    const apiKey = this.keys[provider];
    return Promise.resolve(apiKey === null ? null : { apiKey, baseUrl: null, keyId: null, keyReplacedAt: null });
  }
}
