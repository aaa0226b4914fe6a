import { GraphError, invalidParameter, messagingError } from '../../graph-error';
import type { BusinessAccount, BusinessNumber, MessageTemplate } from '../../state/whatsapp-state';
import { accessibleAccount, accessibleNumber, authenticate } from '../access';
import { selectFields, textOf, type GraphOperation } from '../graph-operation';

type Json = Record<string, unknown>;

const NUMBER_DEFAULTS = ['verified_name', 'code_verification_status', 'display_phone_number', 'quality_rating'];
const LISTED_DEFAULTS = [...NUMBER_DEFAULTS, 'status'];
const TEMPLATE_DEFAULTS = ['name', 'components', 'language', 'status', 'category'];
const PAGE_SIZE = 25;

function presentNumber(number: BusinessNumber): Json {
  return {
    verified_name: number.verifiedName,
    code_verification_status: number.isVerified ? 'VERIFIED' : 'UNVERIFIED',
    display_phone_number: number.displayPhoneNumber,
    quality_rating: number.quality,
    name_status: number.isVerified ? 'APPROVED' : 'PENDING_REVIEW',
    status: number.status,
    messaging_limit_tier: number.messagingLimit,
    account_mode: number.allowedRecipients === null ? 'LIVE' : 'SANDBOX',
    host_platform: 'CLOUD_API',
    is_official_business_account: false,
    throughput: { level: 'STANDARD' },
    id: number.id,
  };
}

/** Where Meta and the lists' readers disagree: a single number that works says CONNECTED. */
function presentSingle(number: BusinessNumber): Json {
  return { ...presentNumber(number), status: number.status === 'LINKED' ? 'CONNECTED' : number.status };
}

function presentTemplate(template: MessageTemplate): Json {
  const placeholders = placeholdersIn(template.body);
  const example =
    placeholders > 0 ? { example: { body_text: [Array.from({ length: placeholders }, () => 'text')] } } : {};
  const components = [
    template.header === null ? null : { type: 'HEADER', format: 'TEXT', text: template.header },
    { type: 'BODY', text: template.body, ...example },
    template.footer === null ? null : { type: 'FOOTER', text: template.footer },
    template.buttons.length === 0
      ? null
      : { type: 'BUTTONS', buttons: template.buttons.map((text) => ({ type: 'QUICK_REPLY', text })) },
  ].filter((component) => component !== null);
  const { name, language, status, category, id } = template;
  return { name, components, language, status, category, id };
}

/** How many `{{1}}` a template's text has. */
export function placeholdersIn(text: string): number {
  return new Set(text.match(/\{\{\d+\}\}/g)).size;
}

function page(items: Json[], args: Json): Json {
  const limit = Number(args.limit ?? PAGE_SIZE);
  if (!Number.isInteger(limit) || limit < 1) throw invalidParameter('limit must be a positive number');
  const after = textOf(args, 'after');
  const start = after === undefined ? 0 : Number(Buffer.from(after, 'base64url').toString('utf8'));
  if (!Number.isInteger(start)) throw invalidParameter('after is not a cursor of this list');
  const cursor = (index: number) => Buffer.from(String(index)).toString('base64url');
  const end = Math.min(start + limit, items.length);
  const more = end < items.length ? { next: `https://graph.facebook.com/next?after=${cursor(end)}` } : {};
  const paging =
    items.length > 0 ? { paging: { cursors: { before: cursor(start), after: cursor(end) }, ...more } } : {};
  return { data: items.slice(start, end), ...paging };
}

function presentAccount(account: BusinessAccount): Json {
  return {
    id: account.id,
    name: account.name,
    currency: 'USD',
    timezone_id: '1',
    message_template_namespace: `namespace_${account.id}`,
    account_review_status: 'APPROVED',
    business_verification_status: 'verified',
  };
}

/** Numbers, accounts and templates. */
export const accountOperations: GraphOperation[] = [
  {
    name: 'list_numbers',
    method: 'GET',
    path: ':id/phone_numbers',
    handle({ call, services }) {
      const { numbers } = accessibleAccount(services, call);
      const listed = numbers.map((number) => selectFields(presentNumber(number), call.args, LISTED_DEFAULTS));
      return { body: page(listed, call.args) };
    },
  },
  {
    name: 'list_templates',
    method: 'GET',
    path: ':id/message_templates',
    handle({ call, services }) {
      const { templates } = accessibleAccount(services, call);
      const [name, status] = [textOf(call.args, 'name'), textOf(call.args, 'status')];
      const fitting = templates.filter(
        (template) => (!name || template.name.includes(name)) && (!status || template.status === status),
      );
      const listed = fitting.map((one) => selectFields(presentTemplate(one), call.args, TEMPLATE_DEFAULTS));
      return { body: page(listed, call.args) };
    },
  },
  {
    name: 'register_number',
    method: 'POST',
    path: ':id/register',
    handle({ call, services }) {
      const { account, number } = accessibleNumber(services, call, 'message');
      if (!/^\d{6}$/.test(textOf(call.args, 'pin') ?? '')) throw invalidParameter('pin must be six digits');
      if (!number.isVerified) throw messagingError(133_010, 'The number has to be verified in WhatsApp Manager first.');
      number.status = 'LINKED';
      services.world.changes.publish({ kind: 'number_changed', account, number });
      return { body: { success: true } };
    },
  },
];

/** `GET /<id>` without an edge: a number or an account, whichever has the id. */
export const objectOperation: Pick<GraphOperation, 'handle'> = {
  handle({ call, services }) {
    if (services.world.findAccount(call.objectId)) {
      const account = presentAccount(accessibleAccount(services, call));
      return { body: selectFields(account, call.args, ['name', 'timezone_id', 'message_template_namespace']) };
    }
    authenticate(services, call);
    if (!/^\d+$/.test(call.objectId)) {
      throw new GraphError(404, 803, `(#803) Some of the aliases you requested do not exist: ${call.objectId}`);
    }
    const { number } = accessibleNumber(services, call, 'look');
    return { body: selectFields(presentSingle(number), call.args, NUMBER_DEFAULTS) };
  },
};
