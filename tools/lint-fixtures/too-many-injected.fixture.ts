export class DoesTheWorkOfTwo {
  readonly parts: string[];

  constructor(a: string, b: string, c: string, d: string, e: string, f: string, g: string, h: string) {
    this.parts = [a, b, c, d, e, f, g, h];
  }
}
