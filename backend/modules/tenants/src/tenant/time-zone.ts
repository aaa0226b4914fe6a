import { buildMessage, ValidateBy, type ValidationOptions } from 'class-validator';

/** `Area/Place` as the IANA database spells it; keeps out offsets such as "+02:00", which know no daylight saving. */
const IANA_SHAPE = /^(?:UTC|[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z0-9_+-]+){1,2})$/;

/**
 * Whether a name is a time zone of the IANA database. `Intl.supportedValuesOf` alone would refuse current names such as
 * Asia/Kolkata and Europe/Kyiv, which some browsers report, and UTC; so the formatter itself is asked.
 */
export function isTimeZoneName(value: unknown): value is string {
  if (typeof value !== 'string' || !IANA_SHAPE.test(value)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

/** Validates a property with `isTimeZoneName`. */
export function IsTimeZoneName(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isTimeZoneName',
      validator: {
        validate: isTimeZoneName,
        defaultMessage: buildMessage(
          (each) => `${each}$property must be an IANA time zone such as Europe/Berlin`,
          options,
        ),
      },
    },
    options,
  );
}
