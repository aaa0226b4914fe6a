import { Pipe, PipeTransform, inject } from '@angular/core';
import { CurrentTenant } from '../session/current-tenant';
import { TimeStyle, formatTime } from './format-time';

/** Shows a moment in the business's own time zone, whatever zone the reader's device is in. */
@Pipe({ name: 'tenantTime' })
export class TenantTimePipe implements PipeTransform {
  private readonly tenant = inject(CurrentTenant);

  transform(value: string, style: TimeStyle = 'date_time'): string {
    return formatTime(value, style, this.tenant.timeZone());
  }
}
