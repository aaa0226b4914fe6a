import { agentsEntities, agentsMigrations } from '@konstruct/agents';
import { auditEntities, auditMigrations } from '@konstruct/audit';
import { authEntities, authMigrations, authSecrets } from '@konstruct/auth';
import { billingEntities, billingMigrations } from '@konstruct/billing';
import { channelsEntities, channelsMigrations, channelsSecrets } from '@konstruct/channels';
import { conversationsEntities, conversationsMigrations } from '@konstruct/conversations';
import { cryptoMigrations, type SecretColumn } from '@konstruct/crypto';
import { modelKeysEntities, modelKeysMigrations, modelKeysSecrets } from '@konstruct/model-keys';
import { noticesEntities, noticesMigrations } from '@konstruct/notices';
import { onboardingEntities, onboardingMigrations } from '@konstruct/onboarding';
import { CreatePlatform1763600000000, ForgetIdempotencyKeys1763600076300 } from '@konstruct/platform';
import { tenantsEntities, tenantsMigrations } from '@konstruct/tenants';
import { toolboxEntities, toolboxMigrations, toolboxSecrets } from '@konstruct/toolbox';
import { usageEntities, usageMigrations } from '@konstruct/usage';
import { webhooksEntities, webhooksMigrations } from '@konstruct/webhooks';

/** Every entity of the product. */
export const entities = [
  ...authEntities,
  ...tenantsEntities,
  ...auditEntities,
  ...noticesEntities,
  ...agentsEntities,
  ...billingEntities,
  ...channelsEntities,
  ...usageEntities,
  ...toolboxEntities,
  ...modelKeysEntities,
  ...conversationsEntities,
  ...onboardingEntities,
  ...webhooksEntities,
];

/** Every migration of the product; TypeORM orders them by the timestamp in their names. */
export const migrations = [
  CreatePlatform1763600000000,
  ForgetIdempotencyKeys1763600076300,
  ...authMigrations,
  ...tenantsMigrations,
  ...auditMigrations,
  ...cryptoMigrations,
  ...noticesMigrations,
  ...agentsMigrations,
  ...billingMigrations,
  ...channelsMigrations,
  ...usageMigrations,
  ...toolboxMigrations,
  ...modelKeysMigrations,
  ...conversationsMigrations,
  ...onboardingMigrations,
  ...webhooksMigrations,
];

/** Every column of the product that holds a secret; what is not here is not re-encrypted when the key changes. */
export const secretColumns: readonly SecretColumn[] = [
  ...authSecrets,
  ...channelsSecrets,
  ...toolboxSecrets,
  ...modelKeysSecrets,
];
