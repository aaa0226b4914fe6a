import type { Page } from 'playwright-core';

/** More presses than any page has stops. */
const MAXIMUM_PRESSES = 250;

/** What somebody without a mouse cannot get to: controls that the Tab key passes by, and what only a click works on. */
export async function unreachableByKeyboard(page: Page): Promise<string[]> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const reached = await page.evaluateHandle(() => new Set<Element>());
  for (let press = 0; press < MAXIMUM_PRESSES; press += 1) {
    await page.keyboard.press('Tab');
    const isAround = await reached.evaluate((seen) => {
      const { activeElement } = document;
      // Between the last stop and the first one lies the browser itself.
      if (!activeElement || activeElement === document.body) return false;
      if (seen.has(activeElement)) return true;
      seen.add(activeElement);
      return false;
    });
    if (isAround) break;
  }
  return reached.evaluate((seen) => {
    const CONTROLS = 'a[href], button, input, select, textarea, summary, [tabindex]';
    const isShown = (element: Element): boolean =>
      element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
      !element.closest('[inert], [aria-hidden=true]');
    // One stop for a group, in which the arrow keys move.
    const isStop = (element: Element): boolean =>
      (element as HTMLElement).tabIndex >= 0 && !element.matches(':disabled, input[type=radio]');
    const passedBy = [...document.querySelectorAll(CONTROLS)].filter(
      (element) => isShown(element) && isStop(element) && !seen.has(element),
    );
    const onlyClicked = [...document.querySelectorAll('body *')].filter((element) => {
      const hasHand = getComputedStyle(element).cursor === 'pointer';
      const isOutermost = !element.parentElement || getComputedStyle(element.parentElement).cursor !== 'pointer';
      if (!hasHand || !isOutermost || !isShown(element)) return false;
      return !element.closest(`${CONTROLS}, label`) && !element.querySelector(CONTROLS);
    });
    return [...passedBy, ...onlyClicked].map((element) => element.outerHTML.slice(0, 160));
  });
}
