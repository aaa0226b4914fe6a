import type { AgentTemplateView } from './agents.dto';
import { HR_TEMPLATE } from './templates/hr';
import { IT_HELP_TEMPLATE } from './templates/it-help';
import { OFFICE_MANAGER_TEMPLATE } from './templates/office-manager';
import { SALES_TEMPLATE } from './templates/sales';
import { SUPPORT_TEMPLATE } from './templates/support';

/** The roles that businesses hire for most often. What stands in square brackets is for the business to fill in. */
export const AGENT_TEMPLATES: readonly AgentTemplateView[] = [
  SUPPORT_TEMPLATE,
  SALES_TEMPLATE,
  OFFICE_MANAGER_TEMPLATE,
  HR_TEMPLATE,
  IT_HELP_TEMPLATE,
];
