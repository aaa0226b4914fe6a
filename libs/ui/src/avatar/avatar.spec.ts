import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { Avatar } from './avatar';
import { AvatarHarness } from './avatar.harness';

describe('Avatar', () => {
  async function show(emoji: string): Promise<AvatarHarness> {
    const fixture = TestBed.createComponent(Avatar);
    fixture.componentRef.setInput('emoji', emoji);
    fixture.componentRef.setInput('color', '#2f7d4f');
    return TestbedHarnessEnvironment.harnessForFixture(fixture, AvatarHarness);
  }

  it('shows the emoji on its colour', async () => {
    const avatar = await show('🦉');
    expect(await avatar.getEmoji()).toBe('🦉');
    expect(await avatar.getColor()).toBe('#2f7d4f');
  });

  it('has a face also when none was chosen', async () => {
    expect(await (await show('')).getEmoji()).toBe('🙂');
  });

  it('is decorative, since the name stands beside it', async () => {
    const host = await (await show('🦉')).host();
    expect(await host.getAttribute('aria-hidden')).toBe('true');
  });
});
