/** Where Meta sends what happens to a connection; the webhooks module answers there. */
export function whatsappCallbackAddress(publicUrl: string, connectionId: string): string {
  return new URL(`/api/webhooks/whatsapp/${connectionId}`, publicUrl).toString();
}
