import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNumber, IsOptional, IsUUID, Max, Min, ValidateIf } from 'class-validator';
import { AT_LIMIT_ACTIONS, type AtLimitAction } from '@konstruct/contracts';

/** What all employees together may cost. */
export class SetBusinessBudgetRequest {
  /** The limit of a calendar month, in US dollars; null for none. */
  @ApiProperty({ type: Number, nullable: true, example: 500 })
  @ValidateIf((request: SetBusinessBudgetRequest) => request.limit_usd !== null)
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0.01)
  @Max(1_000_000)
  limit_usd!: number | null;

  /** What employees do at the limit, where they would not do something stricter by themselves. */
  @ApiProperty({ enum: AT_LIMIT_ACTIONS, enumName: 'AtLimit', example: 'stop' })
  @IsIn(AT_LIMIT_ACTIONS)
  at_limit!: AtLimitAction;
}

/** Money on top of a budget, until the month ends. */
export class OvertimeRequest {
  /** The employee; null for the budget of the business. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: '019aa3c0-0000-7000-8000-000000000030' })
  @ValidateIf((request: OvertimeRequest) => request.agent_id !== null)
  @IsUUID()
  agent_id!: string | null;

  /** How much, in US dollars. */
  @ApiProperty({ type: Number, example: 20 })
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0.01)
  @Max(10_000)
  amount_usd!: number;

  /** The overtime that this month has already, as far as you know: when it has other, nothing is granted. Protects from granting twice. */
  @ApiPropertyOptional({ type: Number, minimum: 0, example: 0 })
  @IsOptional()
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0)
  @Max(1_000_000)
  granted_so_far_usd?: number;
}
