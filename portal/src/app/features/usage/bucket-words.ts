/** A bucket of the charts in words: a date of the business for days, an instant for hours. */
export function bucketName(bucket: string, timeZone: string): string {
  return isDate(bucket)
    ? words(`${bucket}T12:00:00Z`, 'UTC', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
    : words(bucket, timeZone, {
        day: 'numeric',
        month: 'short',
        hour: '2-digit',
        minute: '2-digit',
        timeZoneName: 'short',
      });
}

/** The same where there is little room. */
export function bucketLabel(bucket: string, timeZone: string): string {
  return isDate(bucket)
    ? words(`${bucket}T12:00:00Z`, 'UTC', { day: 'numeric', month: 'short' })
    : words(bucket, timeZone, { hour: '2-digit', minute: '2-digit' });
}

/** Which buckets are labelled below a chart, so that labels have room: every so-manieth, from the first on. */
export function labelStep(bucketCount: number, mostLabels: number): number {
  return Math.max(1, Math.ceil(bucketCount / mostLabels));
}

/** Hours are cut to one date, since only a date can be gone into. */
export function isDate(bucket: string): boolean {
  return bucket.length === 10;
}

const { hourCycle } = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions();

function words(moment: string, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en', { ...options, hourCycle, timeZone }).format(new Date(moment));
}
