import { Injectable } from '@nestjs/common';
import type { RequestContext } from '@konstruct/platform';
import type { Person } from '@konstruct/tenants';
import type { Client } from '../client';
import { KnownDevices } from './known-devices';
import { Throttle } from './throttle';

/** Slows down guessing codes. Devices that signed in before count apart: whoever has the password locks nobody out. */
@Injectable()
export class CodeThrottle {
  constructor(
    private readonly throttle: Throttle,
    private readonly devices: KnownDevices,
  ) {}

  /** Counts before the check and takes back what was right, anything but false and null, and what could not be checked. */
  async guard<T>(
    cause: RequestContext,
    { id: userId, email }: Person,
    { address, deviceCookie }: Client,
    check: () => Promise<T>,
  ): Promise<T> {
    const deviceId = this.devices.recognise(deviceCookie, email);
    const reservation = await this.throttle.reserveCode(cause, { userId, address, deviceId });
    const release = (): Promise<void> => this.throttle.release(cause, reservation);
    try {
      const result = await check();
      if (result !== false && result !== null) await release();
      return result;
    } catch (error) {
      await release();
      throw error;
    }
  }
}
