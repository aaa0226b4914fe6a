const STOP_WORDS = new Set(
  `a an and are as at be been but by can could did do does for from get give had has have he her here him his how i if in
  is it its just like me my need no not of on one or our out please she should so some tell than that the their them then
  there they this to too up us use want was we were what whats when where which who whom whose why will with would you
  your yours about any all also am into over only very know let lets hello hi hey ok okay really much many there's it's
  look see here thing something anything help question sentence work works
  der die das den dem des ein eine einen einem einer und oder aber ich du er sie es wir ihr mich mir dir sich ist sind war
  bin bist seid hat habe haben hast kann kannst können könnt wie was wo wer wann warum welche welcher welches mit für von
  vom zu zum zur auf im in an am bei bitte nicht kein keine mein meine dein deine euer eure unser unsere ihre gibt es denn
  mal auch noch schon nur sehr man wenn dass als nach über um`
    .split(/\s+/)
    .filter(Boolean),
);

/** Words that mean the same in the questions of customers and the instructions of businesses. */
const SYNONYMS: readonly (readonly string[])[] = [
  ['price', 'cost', 'charge', 'fee', 'pay', 'expensive', 'preis', 'kosten', 'kostet', 'teuer'],
  [
    'open',
    'opening',
    'hours',
    'close',
    'closed',
    'closing',
    'öffnungszeiten',
    'geöffnet',
    'offen',
    'öffnet',
    'schließt',
    'sprechzeiten',
    'geschäftszeiten',
    'bürozeiten',
  ],
  ['refund', 'return', 'money', 'rückgabe', 'zurückgeben', 'erstattung', 'retoure', 'zurücksenden'],
  [
    'ship',
    'shipping',
    'delivery',
    'deliver',
    'parcel',
    'package',
    'versand',
    'lieferung',
    'liefern',
    'liefert',
    'paket',
  ],
  ['cancel', 'cancellation', 'terminate', 'kündigen', 'kündigung', 'stornieren'],
  ['vacation', 'holiday', 'leave', 'pto', 'urlaub', 'urlaubstage'],
  ['password', 'login', 'sign-in', 'passwort', 'anmelden', 'anmeldung'],
  ['sick', 'ill', 'illness', 'krank', 'krankheit'],
  ['invoice', 'bill', 'billing', 'rechnung'],
  ['address', 'location', 'located', 'adresse', 'standort'],
  ['contact', 'phone', 'telephone', 'call', 'reach', 'email', 'e-mail', 'mail', 'telefon', 'anrufen', 'kontakt'],
  ['wifi', 'wi-fi', 'wlan', 'internet'],
  ['demo', 'trial', 'test', 'probezeit'],
  ['discount', 'rebate', 'coupon', 'rabatt', 'gutschein'],
];

function stem(word: string): string {
  if (word.length <= 4) return word.replace(/s$/, '');
  return word
    .replace(/(ations?|ments?|ings?|ied|ies|ers?|es|ed|en|s|e|ly)$/, '')
    .replace(/([^aeiou])\1$/, '$1')
    .replace(/[iy]$/, '');
}

const CONCEPT = new Map(SYNONYMS.flatMap((group) => group.map((word) => [stem(word), `=${group[0]}`] as const)));

export function tokenize(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*/gu) ?? [];
}

/** The words that carry meaning, reduced to their stem and to one word for what means the same. */
export function keywords(text: string): Set<string> {
  const words = tokenize(text).filter((word) => !STOP_WORDS.has(word) && (word.length > 1 || /\d/.test(word)));
  return new Set(words.map((word) => CONCEPT.get(stem(word)) ?? stem(word)));
}
