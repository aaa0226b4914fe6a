import { Component } from '@angular/core';
import { PageHeader } from '@konstruct/ui';

/** All employees. */
@Component({ selector: 'app-employees-page', imports: [PageHeader], template: `<k-page-header heading="Employees" />` })
export class EmployeesPage {}
