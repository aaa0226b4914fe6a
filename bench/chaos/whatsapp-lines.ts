import type { EmployeeOnWhatsapp } from '../stage/hire-on-whatsapp.ts';
import type { SandboxWhatsapp, WhatsappNumber, WhatsappPerson } from '../stage/sandbox-whatsapp.ts';
import { type Handover, handoverOf, type Line, type Lines } from './line.ts';

/** People who chat with one number on their phones. */
export class WhatsappLines implements Lines {
  readonly open: readonly Line[];
  private readonly whatsapp: SandboxWhatsapp;

  constructor(whatsapp: SandboxWhatsapp, { number, people }: EmployeeOnWhatsapp) {
    this.whatsapp = whatsapp;
    this.open = people.map((person) => new PhoneLine(whatsapp, number, person));
  }

  async handovers(): Promise<readonly Handover[]> {
    return (await this.whatsapp.deliveries('message.text')).flatMap(({ body, attempts }) =>
      body.entry
        .flatMap(({ changes }) => changes)
        .flatMap(({ value }) => value.messages ?? [])
        .map(({ id }) => handoverOf(id, attempts)),
    );
  }
}

class PhoneLine implements Line {
  private readonly whatsapp: SandboxWhatsapp;
  private readonly number: WhatsappNumber;
  private readonly person: WhatsappPerson;

  constructor(whatsapp: SandboxWhatsapp, number: WhatsappNumber, person: WhatsappPerson) {
    this.whatsapp = whatsapp;
    this.number = number;
    this.person = person;
  }

  say(text: string): Promise<string> {
    return this.whatsapp.say(this.number, this.person, text);
  }

  async replies(): Promise<readonly string[]> {
    const chat = await this.whatsapp.chat(this.number, this.person);
    return chat
      .filter(({ from, type }) => from === 'business' && type === 'text')
      .map(({ content }) => content.body ?? '');
  }
}
