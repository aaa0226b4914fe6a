/** What a member of a business may be. */
export const ROLES = ['owner', 'admin', 'operator', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** Everything that can be allowed or not. */
export const PERMISSIONS = [
  'tenant:read',
  'tenant:update',
  'members:read',
  'members:manage',
  'agents:read',
  'agents:write',
  'channels:read',
  'channels:write',
  'conversations:read',
  'conversations:write',
  'tools:read',
  'tools:write',
  'model_keys:read',
  'model_keys:manage',
  'usage:read',
  'billing:manage',
  'audit:read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const READ: readonly Permission[] = [
  'tenant:read',
  'members:read',
  'agents:read',
  'channels:read',
  'conversations:read',
  'tools:read',
  'usage:read',
];
const OPERATE: readonly Permission[] = [
  ...READ,
  'agents:write',
  'channels:write',
  'conversations:write',
  'model_keys:read',
];

/** The one table of roles and what they may do; the API's guard and the portal's buttons both read it. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  owner: PERMISSIONS,
  admin: PERMISSIONS,
  operator: OPERATE,
  viewer: READ,
};

/** Whether a role includes a permission. */
export function isAllowed(role: Role, permission: Permission): boolean {
  return ROLE_PERMISSIONS[role].includes(permission);
}
