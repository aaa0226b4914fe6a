const ASKS_FOR_A_RESULT =
  /\b(?:what(?:'s| is)|how much is|calculate|compute|wie viel ist|was ist|was ergibt|rechne)\b|=\s*\??$/i;

const WORD_OPERATORS: readonly [RegExp, string][] = [
  [/\bplus\b/gi, '+'],
  [/\bminus\b/gi, '-'],
  [/\b(?:times|multiplied by|mal)\b/gi, '*'],
  [/\b(?:divided by|geteilt durch)\b/gi, '/'],
  [/(?:%|\bpercent\b|\bprozent\b)\s*(?:of|von)\b/gi, '/100*'],
  [/[×·]/g, '*'],
  [/(\d)\s*x\s*(?=\d)/gi, '$1*'],
  [/÷/g, '/'],
];

/** Recursive descent over + - * / ( ); null as soon as something does not belong. */
class Expression {
  private position = 0;

  constructor(private readonly text: string) {}

  evaluate(): number | null {
    const value = this.sum();
    return this.position === this.text.length && Number.isFinite(value) ? value : null;
  }

  private sum(): number {
    let value = this.product();
    for (let operator = this.take('+-'); operator; operator = this.take('+-')) {
      const right = this.product();
      value = operator === '+' ? value + right : value - right;
    }
    return value;
  }

  private product(): number {
    let value = this.factor();
    for (let operator = this.take('*/'); operator; operator = this.take('*/')) {
      const right = this.factor();
      value = operator === '*' ? value * right : value / right;
    }
    return value;
  }

  private factor(): number {
    if (this.take('-')) return -this.factor();
    if (this.take('(')) {
      const value = this.sum();
      return this.take(')') ? value : NaN;
    }
    const digits = /^\d+(?:\.\d+)?/.exec(this.text.slice(this.position))?.[0];
    this.position += digits?.length ?? 0;
    return digits ? Number(digits) : NaN;
  }

  private take(characters: string): string | null {
    const character = this.text.charAt(this.position);
    if (character === '' || !characters.includes(character)) return null;
    this.position += 1;
    return character;
  }
}

/** The result of a small sum in a sentence, as `12 * 4 = 48`; null when none is asked for. */
export function solve(sentence: string): string | null {
  const plain = sentence.replace(/(\d),(?=\d{3}\b)/g, '$1').replace(/(\d),(?=\d)/g, '$1.');
  const symbolic = WORD_OPERATORS.reduce((text, [pattern, symbol]) => text.replace(pattern, symbol), plain);
  const isBare = /^[\d\s.+\-*/()=?]+$/.test(symbolic);
  if (!isBare && !ASKS_FOR_A_RESULT.test(sentence)) return null;
  const found = /[(\d-][\d\s.+\-*/()]*[\d)]/.exec(symbolic)?.[0];
  if (!found || !/\d\s*[+\-*/]\s*[(\d-]|\)\s*[+\-*/]/.test(found)) return null;
  const value = new Expression(found.replace(/\s+/g, '')).evaluate();
  if (value === null) return null;
  const shown = found
    .replace(/\s*([+\-*/])\s*/g, ' $1 ')
    .replace(/(\d) \/ 100 \* /g, '$1% of ')
    .trim();
  return `${shown} = ${Number(value.toFixed(6))}`;
}
