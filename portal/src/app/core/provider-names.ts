const NAMES: Readonly<Record<string, string>> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  google: 'Google',
  mistral: 'Mistral',
  openai_compatible: 'OpenAI-compatible',
  slack: 'Slack',
  whatsapp: 'WhatsApp',
};

/** How a provider or a channel writes itself; one that came later is shown as the API calls it. */
export function providerName(provider: string): string {
  return NAMES[provider] ?? provider;
}
