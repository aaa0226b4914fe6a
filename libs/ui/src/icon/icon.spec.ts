import { TestBed } from '@angular/core/testing';
import { Icon } from './icon';
import { ICON_PATHS } from './icon-paths';

describe('Icon', () => {
  it('draws the path of its name in the size asked for', async () => {
    const fixture = TestBed.createComponent(Icon);
    fixture.componentRef.setInput('name', 'payments');
    fixture.componentRef.setInput('size', 24);
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    expect(host.querySelector('path')?.getAttribute('d')).toBe(ICON_PATHS.payments);
    expect(host.style.getPropertyValue('--k-icon-size')).toBe('24px');
  });
});
