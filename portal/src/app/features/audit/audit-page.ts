import { Component } from '@angular/core';
import { PageHeader } from '@konstruct/ui';

/** Audit. */
@Component({ selector: 'app-audit-page', imports: [PageHeader], template: `<k-page-header heading="Audit" />` })
export class AuditPage {}
