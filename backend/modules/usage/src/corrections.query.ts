import { Injectable } from '@nestjs/common';
import { toUsd } from '@konstruct/contracts';
import type { TenantTransaction } from '@konstruct/platform';
import type { CorrectionView } from './payslip.dto';

type CorrectionRow = Omit<CorrectionView, 'corrected_at' | 'previous_usd' | 'corrected_usd'> & {
  readonly corrected_at: Date;
  readonly previous: string | null;
  readonly corrected: string;
};

/** Reads corrections. */
@Injectable()
export class CorrectionsQuery {
  async ofAgent(
    { manager, tenantId }: TenantTransaction,
    agentId: string,
    monthBegin: string,
  ): Promise<CorrectionView[]> {
    const rows: CorrectionRow[] = await manager.query(
      `SELECT corrected_at, provider, model, calls::int AS calls, previous_nano_usd::text AS previous,
              corrected_nano_usd::text AS corrected, reason, price_source, corrected_by
       FROM usage_corrections WHERE tenant_id = $1 AND agent_id = $2 AND month = $3 ORDER BY corrected_at DESC, provider, model`,
      [tenantId, agentId, monthBegin],
    );
    return rows.map(({ corrected_at: at, previous, corrected, ...row }) => ({
      ...row,
      corrected_at: at.toISOString(),
      previous_usd: previous === null ? null : toUsd(BigInt(previous)),
      corrected_usd: toUsd(BigInt(corrected)),
    }));
  }
}
