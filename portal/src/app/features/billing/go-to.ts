/** Leaves the portal for a page of the provider. */
export function goTo(address: string): void {
  window.location.assign(address);
}
