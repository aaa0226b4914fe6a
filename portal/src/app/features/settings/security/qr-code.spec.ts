import { TestBed } from '@angular/core/testing';
import decodeQR from 'qr/decode.js';
import { QrCode } from './qr-code';

const URI =
  'otpauth://totp/Konstruct:ada%40example.com?issuer=Konstruct&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6&period=30';
/** Pixels for each module, so that a reader meant for photographs finds them. */
const SCALE = 4;

/** Paints the drawn rectangles, black on white. */
function paint(path: string, modules: number): { width: number; height: number; data: Uint8Array } {
  const size = modules * SCALE;
  const data = new Uint8Array(size * size * 4).fill(255);
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
    for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row += 1)
      for (let column = Number(x) * SCALE; column < (Number(x) + Number(width)) * SCALE; column += 1)
        data.fill(0, (row * size + column) * 4, (row * size + column) * 4 + 3);
  }
  return { width: size, height: size, data };
}

describe('QrCode', () => {
  it('draws what a reader reads again, with the margin that readers need', () => {
    const fixture = TestBed.createComponent(QrCode);
    fixture.componentRef.setInput('text', URI);
    fixture.componentRef.setInput('label', 'QR code');
    fixture.detectChanges();
    const svg = (fixture.nativeElement as HTMLElement).querySelector('svg');
    const modules = Number(svg?.getAttribute('viewBox')?.split(' ')[2]);
    const path = svg?.querySelector('path')?.getAttribute('d') ?? '';
    expect(svg?.getAttribute('aria-label')).toBe('QR code');
    expect(path.startsWith('M4 4h7')).toBe(true);
    expect(decodeQR(paint(path, modules))).toBe(URI);
    fixture.destroy();
  });
});
