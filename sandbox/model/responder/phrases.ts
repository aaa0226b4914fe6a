import type { Language } from './persona';

/** All that the responder says in its own words; the rest are the instructions' sentences. */
export interface Phrases {
  hello: (person: string | null) => string;
  canHelpWith: (topics: string | null) => string;
  introduction: (name: string | null, role: string | null) => string;
  standIn: string;
  notAPerson: (name: string | null) => string;
  thanks: string[];
  goodbye: (person: string | null) => string;
  niceToMeetYou: (person: string) => string;
  yourName: (person: string) => string;
  noNameYet: string;
  asYouSaid: (text: string) => string;
  nothingSaidYet: string;
  openers: string[];
  result: (equation: string) => string;
  /** Marks a turn in which something was asked for. */
  lookInto: string;
  askFor: (wanted: string) => string;
  sorry: string;
  noted: string;
  notedAsAsked: string;
  gap: (topics: string[]) => string;
  tooLong: string;
  withinTopics: (topics: string) => string;
  unknown: string;
  unknownAgain: string;
  notThat: (question: string) => string;
  handover: (contact: string | null) => string;
  lookedUp: (text: string) => string;
  lookUpFailed: (words: string) => string;
  cannotSee: string;
  empty: string;
}

const ENGLISH: Phrases = {
  hello: (person) => (person ? `Hello ${person}!` : 'Hello!'),
  canHelpWith: (topics) =>
    topics ? `I can help you with ${topics}. What can I do for you?` : 'What can I do for you?',
  introduction: (name, role) => `I'm ${name ?? 'your AI employee'}${role ? `, ${role}` : ''}.`,
  standIn:
    "My answers come from the sandbox's stand-in model: it looks them up in my instructions and is no real language model.",
  notAPerson: (name) => `I'm ${name ?? 'an assistant'}, an AI employee and not a person.`,
  thanks: ["You're welcome!", 'Gladly!', "You're welcome, that's what I'm here for."],
  goodbye: (person) => (person ? `Goodbye, ${person}!` : 'Goodbye!'),
  niceToMeetYou: (person) => `Nice to meet you, ${person}!`,
  yourName: (person) => `Your name is ${person}.`,
  noNameYet: 'You have not told me your name yet.',
  asYouSaid: (text) => `As you said: “${text}”`,
  nothingSaidYet: 'This is the first thing you have said to me in this conversation.',
  openers: ['', 'Of course. ', 'Happy to help. ', 'Sure. '],
  result: (equation) => `${equation}.`,
  lookInto: "I'm glad to look into that.",
  askFor: (wanted) => `Could you please tell me ${wanted}?`,
  sorry: "I'm sorry to hear that. What happened, and what would make it right for you?",
  noted: 'Thank you, I have noted that. What would you like me to do with it?',
  notedAsAsked: 'Thank you, that is what I needed. I have noted it and it will be looked into.',
  gap: (topics) => `I was not told anything about ${topics.join(' and ')} yet.`,
  tooLong: 'Your message was very long, and I could read only the beginning of it.',
  withinTopics: (topics) => `That sounds like something I help with (${topics}), but I was not told the details.`,
  unknown: "I don't have that in my instructions. Could you tell me a little more about what you need?",
  unknownAgain: "I'm sorry, I still have nothing on that.",
  notThat: (question) => `About “${question}” I was told nothing.`,
  handover: (contact) =>
    contact ? `I can hand this over to ${contact} if you like.` : 'I can hand this over to a colleague if you like.',
  lookedUp: (text) => `I looked it up: ${text}`,
  lookUpFailed: (words) => `I tried to look that up, but it did not work: “${words}”`,
  cannotSee: 'I can only read text, so I could not look at what you attached. Could you describe it in words?',
  empty: 'I did not get any text. What can I do for you?',
};

const GERMAN: Phrases = {
  hello: (person) => (person ? `Hallo ${person}!` : 'Hallo!'),
  canHelpWith: (topics) =>
    topics ? `Ich helfe gern bei: ${topics}. Was kann ich für Sie tun?` : 'Was kann ich für Sie tun?',
  introduction: (name, role) => `Ich bin ${name ?? 'Ihr KI-Mitarbeiter'}${role ? ` (${role})` : ''}.`,
  standIn:
    'Meine Antworten kommen vom Ersatzmodell der Sandbox: Es sucht sie in meinen Anweisungen und ist kein echtes Sprachmodell.',
  notAPerson: (name) => `Ich bin ${name ?? 'ein Assistent'}, ein KI-Mitarbeiter und kein Mensch.`,
  thanks: ['Gern geschehen!', 'Sehr gern!', 'Gern, dafür bin ich da.'],
  goodbye: (person) => (person ? `Auf Wiedersehen, ${person}!` : 'Auf Wiedersehen!'),
  niceToMeetYou: (person) => `Freut mich, ${person}!`,
  yourName: (person) => `Sie heißen ${person}.`,
  noNameYet: 'Ihren Namen haben Sie mir noch nicht gesagt.',
  asYouSaid: (text) => `Wie Sie sagten: „${text}“`,
  nothingSaidYet: 'Das ist das Erste, was Sie mir in diesem Gespräch sagen.',
  openers: ['', 'Gern. ', 'Natürlich. '],
  result: (equation) => `${equation.replace(/(\d)\.(\d)/g, '$1,$2')}.`,
  lookInto: 'Das sehe ich mir gern an.',
  askFor: (wanted) => `Nennen Sie mir bitte: ${wanted}.`,
  sorry: 'Das tut mir leid. Was ist passiert, und was würde Ihnen helfen?',
  noted: 'Danke, das habe ich notiert. Was soll ich damit tun?',
  notedAsAsked: 'Danke, genau das brauchte ich. Ich habe es notiert und es wird geprüft.',
  gap: (topics) => `Zu ${topics.join(' und ')} habe ich noch keine Angaben.`,
  tooLong: 'Ihre Nachricht war sehr lang, und ich konnte nur den Anfang lesen.',
  withinTopics: (topics) => `Das gehört zu meinen Themen (${topics}), aber Einzelheiten kenne ich nicht.`,
  unknown: 'Dazu steht nichts in meinen Anweisungen. Können Sie mir etwas mehr dazu sagen?',
  unknownAgain: 'Leider weiß ich dazu noch immer nichts.',
  notThat: (question) => `Zu „${question}“ weiß ich nichts.`,
  handover: (contact) =>
    contact
      ? `Auf Wunsch übergebe ich an ${contact}.`
      : 'Auf Wunsch übergebe ich an eine Kollegin oder einen Kollegen.',
  lookedUp: (text) => `Ich habe nachgesehen: ${text}`,
  lookUpFailed: (words) => `Ich wollte nachsehen, aber es hat nicht geklappt: „${words}“`,
  cannotSee: 'Ich kann nur Text lesen und den Anhang daher nicht ansehen. Können Sie ihn beschreiben?',
  empty: 'Ich habe keinen Text bekommen. Was kann ich für Sie tun?',
};

export const PHRASES: Record<Language, Phrases> = { en: ENGLISH, de: GERMAN };

/** The language of a text by its small words; English when in doubt. */
export function detectLanguage(text: string): Language {
  const german =
    /\b(?:ich|und|nicht|ist|wie|was|wann|bitte|danke|hallo|können|habe|eine?n?|ihr|wir|für|guten)\b|[äöüß]/gi;
  const english = /\b(?:the|and|is|are|what|how|please|thanks?|hello|can|have|you|we|for|do|my)\b/gi;
  return (text.match(german)?.length ?? 0) > (text.match(english)?.length ?? 0) ? 'de' : 'en';
}
