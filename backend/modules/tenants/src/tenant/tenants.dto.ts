import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsString, Length, MaxLength } from 'class-validator';
import { IsSingleLine, MayBeAbsent, trimmed } from '../people/text-fields';
import { CURRENCY_DISPLAYS, type CurrencyDisplay } from './currency-display';
import type { Tenant } from './tenant.entity';
import { IsTimeZoneName } from './time-zone';

/** Founds a further business. */
export class CreateTenantRequest {
  /**
   * What the business is called.
   * @example "Analytical Engines Ltd"
   */
  @Transform(trimmed)
  @IsString()
  @IsSingleLine()
  @Length(1, 120)
  name!: string;

  /**
   * IANA time zone of the business; its days and months are counted in it.
   * @example "Europe/London"
   */
  @IsString()
  @MaxLength(64)
  @IsTimeZoneName()
  time_zone!: string;
}

/** Changes the settings of a business; what is left out stays. */
export class UpdateTenantRequest {
  /**
   * What the business is called. The slug stays.
   * @example "Analytical Engines Ltd"
   */
  @MayBeAbsent()
  @Transform(trimmed)
  @IsString()
  @IsSingleLine()
  @Length(1, 120)
  name?: string;

  /**
   * IANA time zone of the business; reports are read in the new zone from now on.
   * @example "Europe/London"
   */
  @MayBeAbsent()
  @IsString()
  @MaxLength(64)
  @IsTimeZoneName()
  time_zone?: string;

  /** How the portal writes amounts of US dollars, in the words of `Intl.NumberFormat`. */
  @ApiPropertyOptional({ enum: CURRENCY_DISPLAYS, enumName: 'CurrencyDisplay', example: 'code' })
  @MayBeAbsent()
  @IsIn(CURRENCY_DISPLAYS)
  currency_display?: CurrencyDisplay;
}

/** A business. */
export class TenantView {
  /**
   * The id of the business; the `tenant_id` of every address.
   * @example "019aa3c0-0000-7000-8000-000000000001"
   */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /**
   * What the business is called.
   * @example "Analytical Engines Ltd"
   */
  name!: string;

  /**
   * The name as part of an address; unique, and fixed when the business is created.
   * @example "analytical-engines-ltd"
   */
  slug!: string;

  /**
   * IANA time zone of the business.
   * @example "Europe/London"
   */
  time_zone!: string;

  /** How the portal writes amounts of US dollars, in the words of `Intl.NumberFormat`. */
  @ApiProperty({ enum: CURRENCY_DISPLAYS, enumName: 'CurrencyDisplay', example: 'symbol' })
  currency_display!: CurrencyDisplay;

  /**
   * When the business was created.
   * @example "2026-11-21T09:30:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  /** When its first AI employee went live; null until then. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-11-21T09:41:00.000Z' })
  onboarding_completed_at!: string | null;
}

/** A tenant as the API shows it. */
export function toTenantView(tenant: Tenant): TenantView {
  return {
    id: tenant.id,
    name: tenant.name,
    slug: tenant.slug,
    time_zone: tenant.timeZone,
    currency_display: tenant.currencyDisplay,
    created_at: tenant.createdAt.toISOString(),
    onboarding_completed_at: tenant.onboardingCompletedAt?.toISOString() ?? null,
  };
}
