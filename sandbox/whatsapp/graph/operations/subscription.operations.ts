import { GraphError, invalidParameter, missingParameter } from '../../graph-error';
import type { AppSubscription, BusinessAccount } from '../../state/whatsapp-state';
import { checkCallback } from '../../webhooks/callback-check';
import type { WhatsAppServices } from '../../whatsapp-services';
import { accessibleAccount, authenticate } from '../access';
import { textOf, type GraphCall, type GraphOperation } from '../graph-operation';

function presentSubscription({ world }: WhatsAppServices, { appId, overrideCallbackUri }: AppSubscription) {
  return {
    whatsapp_business_api_data: {
      id: appId,
      name: world.findApp(appId)?.name ?? '',
      link: `https://www.facebook.com/games/?app_id=${appId}`,
    },
    ...(overrideCallbackUri === null ? {} : { override_callback_uri: overrideCallbackUri }),
  };
}

/** Meta wants https; this computer's own addresses are the exception that a sandbox needs. */
function isAcceptable(callbackUri: string): boolean {
  if (!URL.canParse(callbackUri)) return false;
  const { protocol, hostname } = new URL(callbackUri);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return protocol === 'https:' || (protocol === 'http:' && isLocal);
}

/** The address that replaces the app's own for one account, once it answered Meta's challenge. */
async function readOverride({ args }: GraphCall): Promise<string | null> {
  const uri = textOf(args, 'override_callback_uri');
  if (uri === undefined) return null;
  const verifyToken = textOf(args, 'verify_token');
  if (verifyToken === undefined) throw missingParameter('verify_token');
  if (!isAcceptable(uri)) throw invalidParameter('override_callback_uri must be an https address');
  const problem = await checkCallback(uri, verifyToken);
  if (problem === null) return uri;
  throw new GraphError(
    400,
    2_200,
    `(#2200) Callback verification failed with the following errors: ${problem}; curl_errno = 0`,
    {
      userTitle: 'Callback verification failed',
      userMessage: 'The callback URL or verify token could not be validated.',
    },
  );
}

function subscribe(account: BusinessAccount, appId: string, overrideCallbackUri: string | null): AppSubscription {
  const subscription = { appId, overrideCallbackUri };
  account.subscriptions = [...account.subscriptions.filter((one) => one.appId !== appId), subscription];
  return subscription;
}

/** Which apps hear of an account, and where. */
export const subscriptionOperations: GraphOperation[] = [
  {
    name: 'list_subscriptions',
    method: 'GET',
    path: ':id/subscribed_apps',
    handle({ call, services }) {
      const { subscriptions } = accessibleAccount(services, call);
      return { body: { data: subscriptions.map((subscription) => presentSubscription(services, subscription)) } };
    },
  },
  {
    name: 'subscribe',
    method: 'POST',
    path: ':id/subscribed_apps',
    async handle({ call, services }) {
      const { appId } = authenticate(services, call);
      const account = accessibleAccount(services, call);
      const override = await readOverride(call);
      const subscription = subscribe(account, appId, override);
      services.world.changes.publish({ kind: 'everything_changed' });
      const data = override === null ? {} : { data: [presentSubscription(services, subscription)] };
      return { body: { success: true, ...data } };
    },
  },
  {
    name: 'unsubscribe',
    method: 'DELETE',
    path: ':id/subscribed_apps',
    handle({ call, services }) {
      const { appId } = authenticate(services, call);
      const account = accessibleAccount(services, call);
      account.subscriptions = account.subscriptions.filter((subscription) => subscription.appId !== appId);
      services.world.changes.publish({ kind: 'everything_changed' });
      return { body: { success: true } };
    },
  },
];
