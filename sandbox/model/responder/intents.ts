/** What one sentence of a person is after, as far as it can be told by its form. */
export type Intent =
  | 'greeting'
  | 'thanks'
  | 'goodbye'
  | 'introduces_self'
  | 'asks_own_name'
  | 'asks_what_was_said'
  | 'asks_who'
  | 'asks_what_model'
  | 'asks_whether_human'
  | 'asks_for_person'
  | 'asks_what_it_can'
  | 'other';

const PATTERNS: readonly [Intent, RegExp][] = [
  ['asks_own_name', /\b(?:what(?:'s| is) my name|do you (?:know|remember) my name|wie heiße ich|mein name\?)/i],
  [
    'introduces_self',
    /\b(?:[Mm]y name is|[Cc]all me|[Ii]ch heiße|[Mm]ein Name ist)\s+\p{L}|^\W*(?:I am|I['’]m|Ich bin|ich bin|i am|i['’]m)\s+\p{Lu}[\p{L}'’-]+\W*$/u,
  ],
  [
    'asks_what_was_said',
    /\bwhat (?:did|have) i (?:just )?(?:say|said|ask|asked|tell|told|write)|\bwas habe ich (?:\S+ )?(?:gesagt|gefragt|geschrieben)/i,
  ],
  [
    'asks_what_model',
    /\b(?:which|what) (?:\w+ )?(?:model|llm|ai) (?:are|is|do) you|\bare you (?:chat ?gpt|gpt|openai|claude|gemini)|\bwelches (?:\w+ ?)?modell/i,
  ],
  [
    'asks_whether_human',
    /\b(?:are you|is this|am i (?:talking|speaking) (?:to|with)|bist du|sind sie|rede ich mit)\b.*\b(?:human|person|robot|bot|machine|ai|real|mensch|roboter|maschine|ki)\b/i,
  ],
  [
    'asks_for_person',
    /\b(?:(?:talk|speak|chat|put me through|connect me|hand me over) (?:to|with|over)|i want|i need|get me)\b.*\b(?:human|person|someone|somebody|agent|manager|colleague|representative)\b|\b(?:mit (?:einem|einer)|an (?:einen|eine)) (?:menschen|mitarbeiter\w*|kolleg\w*)/i,
  ],
  [
    'asks_what_it_can',
    /\bwhat (?:can|do) you (?:do|help|know)|\bhow can you help|\bwhat are you (?:for|able)|\bwas (?:kannst du|können sie)(?: alles| so)?(?: (?:tun|machen))?\s*\??$/i,
  ],
  [
    'asks_who',
    /\bwho (?:are|r) (?:you|u)\b|\bwhat(?:'s| is) your name|\bintroduce yourself|\bwer (?:bist du|sind sie)|\bwie (?:heißt du|heißen sie)|\bstell(?:en sie)? dich vor/i,
  ],
  [
    'thanks',
    /^(?:\W*)(?:(?:ok|okay|great|perfect|super|cool|alright)[,!. ]+)?(?:thanks?\b|thank you|thx|cheers|much appreciated|danke|vielen dank|merci)/i,
  ],
  ['goodbye', /^(?:\W*)(?:bye|goodbye|good night|see you|cya|tschüss|auf wiedersehen|bis (?:bald|später|morgen))/i],
  [
    'greeting',
    /^(?:\W*)(?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|hallo|guten (?:morgen|tag|abend)|moin|servus|grüezi)\b/i,
  ],
];

/** A greeting in front of something else does not make the whole a greeting. */
const GREETING_WORDS =
  /^\W*(?:(?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|hallo|guten (?:morgen|tag|abend)|moin|servus|grüezi)\b)(?:\s+(?:there|all|everyone|team|zusammen))?\W*/i;

export function intentOf(sentence: string): Intent {
  return PATTERNS.find(([, pattern]) => pattern.test(sentence))?.[0] ?? 'other';
}

/** Splits "Hi Ava, when do you open?" into the greeting and the rest. */
export function splitGreeting(sentence: string, ownName: string | null): { hasGreeting: boolean; rest: string } {
  if (!GREETING_WORDS.test(sentence)) return { hasGreeting: false, rest: sentence };
  const rest = sentence.replace(GREETING_WORDS, '');
  const name = ownName?.split(' ')[0];
  const withoutName = name ? rest.replace(new RegExp(`^${RegExp.escape(name)}\\b\\W*`, 'i'), '') : rest;
  return { hasGreeting: true, rest: withoutName };
}

/** The name that a person gave in a text; the last one counts. */
export function nameGivenIn(text: string): string | null {
  const pattern = /\b(?:my name is|call me|I am|I'm|I’m|ich heiße|mein Name ist|ich bin)\s+(\p{Lu}[\p{L}'’-]+)/gu;
  const lowered = /\b(?:my name is|call me|ich heiße|mein name ist)\s+(\p{L}[\p{L}'’-]+)/giu;
  const found = [...text.matchAll(pattern), ...text.matchAll(lowered)].at(-1)?.[1];
  return found ? found.charAt(0).toUpperCase() + found.slice(1) : null;
}
