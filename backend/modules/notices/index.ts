import { CreateNotices1763600030100 } from './migrations/1763600030100-create-notices';
import { NoticesToOnePerson1763600075200 } from './migrations/1763600075200-notices-to-one-person';
import { Notice } from './src/notice.entity';

export { NOTICE_TOLD_JOB, noticeToldJob, type NoticeTold } from './src/notice-told';
export { NOTICE_SEVERITIES, Notice, type NoticeSeverity } from './src/notice.entity';
export { type NewNotice, type PersonalKind } from './src/notice.store';
export { Notices } from './src/notices';
export { NoticesModule } from './src/notices.module';

/** TypeORM entities of this module. */
export const noticesEntities = [Notice];
/** Migrations of this module. */
export const noticesMigrations = [CreateNotices1763600030100, NoticesToOnePerson1763600075200];
