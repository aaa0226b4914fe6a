import { createAccount, helloWorld, kitFor, MANAGEMENT_SCOPE, template, type NewAccount } from './account-factory';
import type { GraphToken, MessageTemplate, Person, WhatsAppState } from './whatsapp-state';

const DAY_MS = 86_400_000;

const PEOPLE: Person[] = [
  {
    id: 'maya',
    name: 'Maya Lindqvist',
    phone: '46705550112',
    username: null,
    userId: null,
    color: 'b4552d',
    isReachable: true,
  },
  {
    id: 'jonas',
    name: 'Jonas Weber',
    phone: '4915155500143',
    username: null,
    userId: null,
    color: '2f6f62',
    isReachable: true,
  },
  {
    id: 'priya',
    name: 'Priya Raman',
    phone: '919955501774',
    username: 'priya.raman',
    userId: null,
    color: '5b5ea6',
    isReachable: true,
  },
  {
    id: 'sam',
    name: 'Sam Okafor',
    phone: null,
    username: 'sam.okafor',
    userId: null,
    color: '8a5a00',
    isReachable: true,
  },
];

function acmeTemplates(): MessageTemplate[] {
  return [
    helloWorld(),
    template({
      name: 'order_update',
      body: 'Hello {{1}}, your order {{2}} has left our warehouse. It should be with you within three working days.',
      footer: 'Acme Demo',
      buttons: ['Where is it?', 'Talk to a person'],
    }),
    template({
      name: 'appointment_reminder',
      language: 'de',
      body: 'Guten Tag {{1}}, wir erinnern an Ihren Termin am {{2}}. Bis bald!',
    }),
    template({
      name: 'summer_sale',
      category: 'MARKETING',
      status: 'PAUSED',
      header: 'Summer sale',
      body: 'Everything in blue is 20% off until Sunday.',
      buttons: ['Stop promotions'],
    }),
    template({
      name: 'login_code',
      category: 'AUTHENTICATION',
      body: '{{1}} is your verification code. For your security, do not share this code.',
    }),
    template({ name: 'return_policy', status: 'REJECTED', body: 'You can send anything back.' }),
  ];
}

function acme(nowMs: number): NewAccount {
  return createAccount(
    {
      id: '102290129340398',
      name: 'Acme Demo',
      number: { id: '106540352242922', displayPhoneNumber: '+1 555 078 3881', verifiedName: 'Acme Demo' },
      app: { id: '670843887433847', name: 'Acme Demo app', secret: '5ab0e2c41f7d48b09c3e6d7f81a2b3c4' },
      token: { value: 'EAAGacmeDemoSystemUserTokenThatNeverExpires7Qm2ZDZD' },
      templates: acmeTemplates(),
      kit: { id: 'acme', title: 'Everything is right', lesson: 'Connects, and the test message arrives.' },
    },
    nowMs,
  );
}

function globex(nowMs: number): NewAccount {
  return createAccount(
    {
      id: '215589313241560',
      name: 'Globex Demo',
      number: {
        id: '224489900751330',
        displayPhoneNumber: '+44 20 7946 0991',
        verifiedName: 'Globex Demo',
        quality: 'RED',
        messagingLimit: 'TIER_250',
      },
      app: { id: '781203994110235', name: 'Globex Demo app', secret: 'c0ffee5a1bd94b7e8f60a1b2c3d4e5f6' },
      token: { value: 'EAAGglobexDemoSystemUserToken4Jx8LowQualityNumberZDZD' },
      kit: {
        id: 'low-quality',
        title: 'Quality rated low',
        lesson: 'Connects with a warning: people blocked or reported this number.',
      },
    },
    nowMs,
  );
}

/** Meta gives every new app a number that reaches five listed recipients only. */
function testNumber(nowMs: number): NewAccount {
  return createAccount(
    {
      id: '330871162098457',
      name: 'Test WhatsApp Business Account',
      number: {
        id: '338915004476128',
        displayPhoneNumber: '+1 555 633 8215',
        verifiedName: 'Test Number',
        messagingLimit: 'TIER_250',
        allowedRecipients: ['46705550112'],
      },
      app: { id: '890311227764510', name: 'Test app', secret: '0fedcba98765432100112233445566aa' },
      token: { value: 'EAAGtestNumberTemporaryTokenOfOneDay9Rw3ZDZD', expiresAt: nowMs + DAY_MS },
      kit: {
        id: 'test-number',
        title: "Meta's test number",
        lesson: 'Its token lives a day and it reaches Maya only: anyone else is refused with 131030.',
      },
    },
    nowMs,
  );
}

function pendingNumber(nowMs: number): NewAccount {
  return createAccount(
    {
      id: '441200983376215',
      name: 'Initech Demo',
      number: {
        id: '449017725530984',
        displayPhoneNumber: '+49 30 5550 0170',
        verifiedName: 'Initech Demo',
        quality: 'NA',
        status: 'PENDING',
        isVerified: false,
      },
      app: { id: '905512843306671', name: 'Initech Demo app', secret: '13579bdf02468ace13579bdf02468ace' },
      token: { value: 'EAAGinitechDemoSystemUserTokenPendingNumber2Kd5ZDZD' },
      kit: {
        id: 'pending-number',
        title: 'Number not registered yet',
        lesson: 'Token and account are right, but the number was never verified: sending fails with 133010.',
      },
    },
    nowMs,
  );
}

/** Tokens of Acme with which connecting goes wrong. */
function wrongTokens(good: GraphToken, nowMs: number): { expired: GraphToken; readOnly: GraphToken } {
  const expired = {
    ...good,
    value: 'EAAGacmeDemoTemporaryTokenThatExpiredYesterday1Vb6ZDZD',
    expiresAt: nowMs - DAY_MS,
    issuedAt: nowMs - 2 * DAY_MS,
  };
  const readOnly = {
    ...good,
    value: 'EAAGacmeDemoTokenWithoutMessagingPermission8Hn4ZDZD',
    scopes: [MANAGEMENT_SCOPE, 'public_profile'],
  };
  return { expired, readOnly };
}

/** A business that works, others that do not, and a few people with a phone. */
export function seedState(nowMs: number): WhatsAppState {
  const good = acme(nowMs);
  const others = [globex(nowMs), testNumber(nowMs), pendingNumber(nowMs)];
  const businesses = [good, ...others];
  const { expired, readOnly } = wrongTokens(good.token, nowMs);
  const mistakes = [
    kitFor(
      { ...good, token: expired },
      {
        id: 'expired-token',
        title: 'Token expired yesterday',
        lesson: 'A temporary token from the API Setup page: error 190.',
      },
    ),
    kitFor(
      { ...good, token: readOnly },
      {
        id: 'missing-permission',
        title: 'Permission forgotten',
        lesson: 'The token may read the account but not send messages.',
      },
    ),
    kitFor(good, {
      id: 'other-account',
      title: 'Number of another account',
      lesson: 'The phone number id belongs to Globex, the rest to Acme.',
      phoneNumberId: '224489900751330',
    }),
    kitFor(good, {
      id: 'wrong-secret',
      title: 'Secret of another app',
      lesson: 'Calls are refused: the proof was made with a secret that does not fit the token.',
      appSecret: 'c0ffee5a1bd94b7e8f60a1b2c3d4e5f6',
    }),
  ];
  return {
    version: 1,
    people: structuredClone(PEOPLE),
    apps: businesses.map(({ app }) => app),
    accounts: businesses.map(({ account }) => account),
    tokens: [...businesses.map(({ token }) => token), expired, readOnly],
    kits: [good.kit, ...others.map(({ kit }) => kit), ...mistakes],
    chats: [],
    media: [],
  };
}
