import { createHmac, timingSafeEqual } from 'node:crypto';

const HEADER = /^sha256=([0-9a-f]{64})$/;

/** Whether Meta signed these very bytes with the app's secret; the value is X-Hub-Signature-256. Takes the same time either way. */
export function verifyMetaSignature(appSecret: string, signature: string, rawBody: Buffer): boolean {
  const given = HEADER.exec(signature)?.[1];
  if (given === undefined || appSecret === '') return false;
  const expected = createHmac('sha256', appSecret).update(rawBody).digest();
  return timingSafeEqual(expected, Buffer.from(given, 'hex'));
}
