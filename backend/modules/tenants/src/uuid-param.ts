import { Injectable, ParseUUIDPipe } from '@nestjs/common';
import { RequestError } from '@konstruct/platform';

/** The id of something in the path: what is no UUID cannot exist, so it is not found rather than malformed. */
@Injectable()
export class UuidParam extends ParseUUIDPipe {
  constructor() {
    super({ exceptionFactory: () => new RequestError('not_found') });
  }
}
