import { Journey, VIEWPORTS } from './harness/journey.ts';
import { useStage } from './harness/stage.ts';

describe('the first look at a fresh product', () => {
  const stage = useStage();

  it.each(VIEWPORTS)('leads a stranger to sign-in ($name)', async (viewport) => {
    const journey = await Journey.open(stage.browser, 'smoke', viewport);
    await journey.page.goto(stage.product.url);
    await journey.page.getByRole('button', { name: /sign in/i }).waitFor();
    await journey.screenshot('sign-in');
    expect(await journey.accessibilityViolations()).toEqual([]);
    expect(await journey.overflowsSideways()).toBe(false);
    await journey.close();
  });

  it('answers under its health address', async () => {
    const response = await fetch(`${stage.product.url}/health`);
    expect(await response.json()).toEqual({ status: 'ok' });
  });
});
