import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify, type Options } from '@node-rs/argon2';

/** OWASP's parameters for argon2id, which is the library's default kind: 19 MiB, two passes, one lane. */
const PARAMETERS: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes and checks passwords with argon2id, off the main thread. */
@Injectable()
export class PasswordHasher {
  private readonly hashOfNobody = this.hash(randomBytes(32).toString('base64'));

  hash(password: string): Promise<string> {
    return hash(password.normalize('NFKC'), PARAMETERS);
  }

  /** Takes as long for an account that does not exist (null), so that time does not tell which addresses have one. */
  async matches(storedHash: string | null, password: string): Promise<boolean> {
    const isMatch = await verify(storedHash ?? (await this.hashOfNobody), password.normalize('NFKC'));
    return storedHash !== null && isMatch;
  }
}
