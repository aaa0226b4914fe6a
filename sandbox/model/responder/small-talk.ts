import { solve } from './arithmetic';
import type { Intent } from './intents';
import { pick, type Talk } from './talk';

export function greet({ persona, say, person, isFirstTurn }: Talk): string {
  if (isFirstTurn && persona.greeting) return persona.greeting;
  const introduction = isFirstTurn && persona.name ? `${say.introduction(persona.name, persona.role)} ` : '';
  return `${say.hello(person)} ${introduction}${say.canHelpWith(persona.topics)}`;
}

function introduce({ say, persona }: Talk): string {
  return `${say.introduction(persona.name, persona.role)} ${say.canHelpWith(persona.topics)}`;
}

function recallLast({ say, earlier }: Talk): string {
  const last = earlier.at(-1);
  return last ? say.asYouSaid(last.replaceAll('\n', ' ')) : say.nothingSaidYet;
}

function calculate({ say }: Talk, sentence: string): string | null {
  const equation = solve(sentence);
  return equation === null ? null : say.result(equation);
}

/** What is said to each intent; null leaves the sentence to the instructions. */
export const SMALL_TALK: Record<Intent, (talk: Talk, sentence: string) => string | null> = {
  greeting: greet,
  thanks: (talk) => pick(talk, talk.say.thanks),
  goodbye: ({ say, person }) => say.goodbye(person),
  introduces_self: ({ say, person, persona }) =>
    `${say.niceToMeetYou(person ?? '')} ${say.canHelpWith(persona.topics)}`,
  asks_own_name: ({ say, person }) => (person ? say.yourName(person) : say.noNameYet),
  asks_what_was_said: recallLast,
  asks_who: introduce,
  asks_what_it_can: introduce,
  asks_what_model: ({ say }) => say.standIn,
  asks_whether_human: ({ say, persona }) => `${say.notAPerson(persona.name)} ${say.handover(persona.handover)}`,
  asks_for_person: ({ say, persona }) => say.handover(persona.handover),
  other: calculate,
};
