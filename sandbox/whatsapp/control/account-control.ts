import type { FastifyInstance } from 'fastify';
import { ControlError } from '../../state/control-error';
import { userIdOf } from '../ids';
import type { BusinessAccount, BusinessNumber, GraphToken, Person } from '../state/whatsapp-state';
import type { WhatsAppServices } from '../whatsapp-services';
import { controlSchemas } from './control-schemas';
import { numberOrRefuse } from './lookup';

interface NumberChange {
  display_phone_number?: string;
  verified_name?: string;
  quality_rating?: BusinessNumber['quality'];
  status?: BusinessNumber['status'];
  is_verified?: boolean;
  messaging_limit_tier?: string;
  allowed_recipients?: string[] | null;
}

interface NewAccount extends NumberChange {
  name: string;
  business_account_id?: string;
  phone_number_id?: string;
  app_id?: string;
  app_secret?: string;
  callback_url?: string | null;
  access_token?: string;
  scopes?: string[];
  token_expires_at?: string | null;
}

interface NewPerson {
  id?: string;
  name: string;
  phone?: string | null;
  username?: string | null;
  user_id?: string | null;
}

interface OfNumber {
  Params: { number: string };
}

function defined<TValue extends object>(values: TValue): TValue {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as TValue;
}

function readNumber(change: NumberChange): Partial<BusinessNumber> {
  return defined({
    displayPhoneNumber: change.display_phone_number,
    verifiedName: change.verified_name,
    quality: change.quality_rating,
    status: change.status,
    isVerified: change.is_verified,
    messagingLimit: change.messaging_limit_tier,
    allowedRecipients: change.allowed_recipients,
  });
}

/** Everything about a number, with what to paste to connect it. */
function presentNumber({ world }: WhatsAppServices, account: BusinessAccount, number: BusinessNumber) {
  const kit = world.kits.find(
    ({ phoneNumberId, accountId }) => phoneNumberId === number.id && accountId === account.id,
  );
  return {
    phone_number_id: number.id,
    business_account_id: account.id,
    name: account.name,
    display_phone_number: number.displayPhoneNumber,
    verified_name: number.verifiedName,
    quality_rating: number.quality,
    status: number.status,
    is_verified: number.isVerified,
    messaging_limit_tier: number.messagingLimit,
    allowed_recipients: number.allowedRecipients,
    access_token: kit?.accessToken ?? null,
    app_secret: kit?.appSecret ?? null,
    subscriptions: account.subscriptions.map(({ appId, overrideCallbackUri }) => ({
      app_id: appId,
      override_callback_uri: overrideCallbackUri,
    })),
    templates: account.templates.map(({ name, language, status }) => ({ name, language, status })),
  };
}

function presentPerson(person: Person, account?: BusinessAccount) {
  const { id, name, phone, username } = person;
  return { id, name, phone, username, ...(account ? { user_id: userIdOf(person, account) } : {}) };
}

/** Accounts, numbers, tokens and people: made, looked at, changed. */
export function registerAccountControl(control: FastifyInstance, services: WhatsAppServices): void {
  const { world } = services;

  control.get('/numbers', () => ({
    numbers: world.accounts.flatMap((account) =>
      account.numbers.map((number) => presentNumber(services, account, number)),
    ),
  }));

  control.post<{ Body: NewAccount }>('/accounts', { schema: controlSchemas.account }, ({ body }, reply) => {
    void reply.code(201);
    const { account, app } = addAccount(services, body);
    const [number] = account.numbers;
    if (!number) throw new ControlError(422, 'the account has no number');
    return { ...presentNumber(services, account, number), app_id: app.id };
  });

  control.get<OfNumber>('/numbers/:number', ({ params }) => {
    const { account, number } = numberOrRefuse(services, params.number);
    return {
      ...presentNumber(services, account, number),
      people: world.people.map((person) => presentPerson(person, account)),
    };
  });

  control.patch<OfNumber & { Body: NumberChange }>(
    '/numbers/:number',
    { schema: controlSchemas.number },
    ({ params, body }) => {
      const { account, number } = numberOrRefuse(services, params.number);
      Object.assign(number, readNumber(body));
      world.changes.publish({ kind: 'number_changed', account, number });
      return presentNumber(services, account, number);
    },
  );

  registerTokenControl(control, services);
  registerPeopleControl(control, services);
}

function registerTokenControl(control: FastifyInstance, services: WhatsAppServices): void {
  const { world } = services;

  /** What happens to a token after it was pasted: it expires, is revoked, loses a permission, or is well again. */
  control.patch<OfNumber & { Body: { state?: 'valid' | 'expired' | 'revoked'; scopes?: string[] } }>(
    '/numbers/:number/token',
    { schema: controlSchemas.token },
    ({ params, body }) => {
      const { account } = numberOrRefuse(services, params.number);
      const kit = world.kits.find(({ accountId }) => accountId === account.id);
      const token = world.tokens.find(({ value }) => value === kit?.accessToken);
      if (!token) throw new ControlError(404, `there is no token of ${account.id}`);
      changeToken(token, body, world.now());
      world.changes.publish({ kind: 'everything_changed' });
      return { expires_at: token.expiresAt, is_revoked: token.isRevoked, scopes: token.scopes };
    },
  );
}

function changeToken(
  token: GraphToken,
  { state, scopes }: { state?: 'valid' | 'expired' | 'revoked'; scopes?: string[] },
  now: number,
): void {
  token.scopes = scopes ?? token.scopes;
  if (state === undefined) return;
  token.isRevoked = state === 'revoked';
  token.expiresAt = state === 'expired' ? now : null;
}

function registerPeopleControl(control: FastifyInstance, { world }: WhatsAppServices): void {
  control.get('/people', () => ({ people: world.people.map((person) => presentPerson(person)) }));

  control.post<{ Body: NewPerson }>('/people', { schema: controlSchemas.person }, ({ body }, reply) => {
    const id = body.id ?? `person-${world.people.length + 1}`;
    if (world.findPerson(id)) throw new ControlError(409, `there is somebody ${id} already`);
    const person: Person = {
      id,
      name: body.name,
      phone: body.phone?.replaceAll(/\D/g, '') ?? null,
      username: body.username ?? null,
      userId: body.user_id ?? null,
      color: '3c6e91',
      isReachable: true,
    };
    void reply.code(201);
    return presentPerson(world.addPerson(person));
  });
}

function addAccount({ world }: WhatsAppServices, body: NewAccount) {
  if (body.phone_number_id && world.findNumber(body.phone_number_id)) {
    throw new ControlError(409, `there is a number ${body.phone_number_id} already`);
  }
  const expiresAt = body.token_expires_at ? Date.parse(body.token_expires_at) : undefined;
  return world.addAccount({
    id: body.business_account_id,
    name: body.name,
    number: defined({ id: body.phone_number_id, ...readNumber(body) }),
    app: defined({ id: body.app_id, secret: body.app_secret, callbackUrl: body.callback_url }),
    token: defined({ value: body.access_token, scopes: body.scopes, expiresAt }),
  });
}
