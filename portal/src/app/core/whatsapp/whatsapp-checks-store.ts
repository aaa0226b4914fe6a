import { Injectable, computed, inject, signal } from '@angular/core';
import type { CheckWhatsappRequest, WhatsappCheck, WhatsappCheckView } from '@konstruct/api-client';
import { WhatsappApi } from '../api/whatsapp-api';
import { Problem, toProblem } from '../errors/problem';
import { CurrentTenant } from '../session/current-tenant';
import type { WhatsappFieldName } from './whatsapp-field-guide';

/** What has been entered; an empty text is not known yet. */
export type WhatsappFields = Record<WhatsappFieldName, string>;

/** One line of the checklist. */
export interface CheckLine {
  readonly check: WhatsappCheck;
  readonly title: string;
  readonly isRunning: boolean;
  readonly result: WhatsappCheckView | null;
}

const TITLES: Record<WhatsappCheck, string> = {
  token: 'The token is valid',
  permissions: 'It has the permissions that are needed',
  app_secret: 'The app secret belongs to it',
  number: 'The number belongs to the account',
  number_status: 'The number may send',
  quality: 'Quality rating',
  webhook: 'Messages are sent here',
};

const ALL = Object.keys(TITLES) as WhatsappCheck[];

/** Which checks a field has a say in. The token and the secret go with every call. */
const CONCERNED: Record<WhatsappFieldName, readonly WhatsappCheck[]> = {
  access_token: ALL,
  app_secret: ALL,
  business_account_id: ['permissions', 'number', 'webhook'],
  phone_number_id: ['number', 'number_status', 'quality'],
};

const ID = /^\d{1,32}$/;

/** The live checklist: runs what a change concerns, and shows of several answers to one check only the latest. */
@Injectable()
export class WhatsappChecksStore {
  private readonly api = inject(WhatsappApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly results = signal<ReadonlyMap<WhatsappCheck, WhatsappCheckView>>(new Map());
  private readonly running = signal<ReadonlySet<WhatsappCheck>>(new Set());
  private readonly failure = signal<Problem | null>(null);
  private readonly turns = new Map<WhatsappCheck, number>();

  readonly problem = this.failure.asReadonly();
  readonly lines = computed<CheckLine[]>(() =>
    ALL.map((check) => ({
      check,
      title: TITLES[check],
      isRunning: this.running().has(check),
      result: this.results().get(check) ?? null,
    })),
  );
  readonly isBusy = computed(() => this.running().size > 0);

  /** Runs the checks that a change of these fields concerns; without a token there is nothing to ask. */
  fieldsChanged(changed: readonly WhatsappFieldName[], fields: WhatsappFields): Promise<void> {
    const concerned = ALL.filter((check) => changed.some((field) => CONCERNED[field].includes(check)));
    if (fields.access_token.trim() !== '') return this.run(concerned, known(fields));
    this.forget(concerned);
    return Promise.resolve();
  }

  /** One check again, or several, for what is entered or for a connection that is there. */
  async run(checks: readonly WhatsappCheck[], about: Partial<CheckWhatsappRequest>): Promise<void> {
    const turn = this.begin(checks);
    try {
      const { checks: answers } = await this.api.check({ ...about, tenant_id: this.tenant.id(), checks: [...checks] });
      this.finish(turn, answers);
      this.failure.set(null);
    } catch (error) {
      this.finish(turn, []);
      this.failure.set(toProblem(error));
    }
  }

  runAll(about: Partial<CheckWhatsappRequest>): Promise<void> {
    return this.run(ALL, about);
  }

  private begin(checks: readonly WhatsappCheck[]): ReadonlyMap<WhatsappCheck, number> {
    for (const check of checks) this.turns.set(check, (this.turns.get(check) ?? 0) + 1);
    this.running.update((running) => new Set([...running, ...checks]));
    return new Map(checks.map((check) => [check, this.turns.get(check) ?? 0]));
  }

  private finish(turn: ReadonlyMap<WhatsappCheck, number>, answers: readonly WhatsappCheckView[]): void {
    const current = [...turn].filter(([check, number]) => this.turns.get(check) === number).map(([check]) => check);
    const fresh = answers.filter(({ check }) => current.includes(check));
    this.results.update((results) => new Map([...results, ...fresh.map((view) => [view.check, view] as const)]));
    this.running.update((running) => new Set([...running].filter((check) => !current.includes(check))));
  }

  private forget(checks: readonly WhatsappCheck[]): void {
    for (const check of checks) this.turns.set(check, (this.turns.get(check) ?? 0) + 1);
    this.results.update((results) => new Map([...results].filter(([check]) => !checks.includes(check))));
    this.running.set(new Set());
  }
}

/** What is entered and looks right; an id with a letter in it would only be refused. */
export function known(fields: WhatsappFields): Partial<CheckWhatsappRequest> {
  const isSensible = ([name, value]: [string, string]): boolean =>
    value !== '' && (!name.endsWith('_id') || ID.test(value));
  return Object.fromEntries(
    Object.entries(fields)
      .map(([name, value]) => [name, value.trim()] as [string, string])
      .filter(isSensible),
  );
}
