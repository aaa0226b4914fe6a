import * as forbidden from '@nestjs/common';

export const used = forbidden;
