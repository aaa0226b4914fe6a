import { Global, Module } from '@nestjs/common';
import { NoticeListQuery } from './notice-list.query';
import { NoticeReader } from './notice-reader';
import { NoticeStore } from './notice.store';
import { Notices } from './notices';
import { NoticesController } from './notices.controller';

/** What a business's people should hear about: one service to raise it, a bell to read it. */
@Global()
@Module({
  controllers: [NoticesController],
  providers: [NoticeListQuery, NoticeReader, Notices, NoticeStore],
  exports: [Notices],
})
export class NoticesModule {}
