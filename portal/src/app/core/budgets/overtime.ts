import { Injectable, Injector, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Messages } from '../layout/messages';
import { BudgetOutlook } from './budget-words';

/** Whose budget gets more for this month. */
export interface OvertimeOffer {
  /** Null for the business. */
  readonly agentId: string | null;
  readonly name: string;
  /** Of this month, with the overtime so far. */
  readonly limitUsd: number;
  readonly overtimeUsd: number;
  readonly resetsInDays: number;
}

/** Asks how much overtime there is to be, and grants it. The dialog is loaded when it is first needed. */
@Injectable({ providedIn: 'root' })
export class Overtime {
  private readonly injector = inject(Injector);
  private readonly messages = inject(Messages);

  /** True when it was granted. */
  async offer(offer: OvertimeOffer): Promise<boolean> {
    const [{ MatDialog }, { OvertimeDialog }] = await Promise.all([
      import('@angular/material/dialog'),
      import('./overtime-dialog'),
    ]);
    const dialog = this.injector.get(MatDialog).open<unknown, OvertimeOffer, BudgetOutlook>(OvertimeDialog, {
      data: offer,
      width: '480px',
    });
    const granted = await firstValueFrom(dialog.afterClosed());
    if (!granted) return false;
    void this.messages.say(`${offer.name} has overtime until the month ends.`);
    return true;
  }
}
