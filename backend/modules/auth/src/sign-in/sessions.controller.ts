import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Operation, PageQuery, SignedIn, pageLimit, toPage, type UserContext } from '@konstruct/platform';
import { UuidParam } from '@konstruct/tenants';
import { SessionKeeper } from '../sessions/session-keeper';
import type { Session } from '../sessions/session.entity';
import { SessionListItemView, SessionListPage, toSessionListItem } from './session.dto';

/** Where the caller is signed in. */
@ApiTags('Sign-in')
@Controller('api/portal/auth/sessions')
export class SessionsController {
  constructor(private readonly sessions: SessionKeeper) {}

  @Get()
  @SignedIn()
  @Operation({ summary: "List one's sessions", description: 'Browsers and API clients of the caller, newest first.' })
  async listSessions(@Caller() caller: UserContext, @Query() query: PageQuery): Promise<SessionListPage> {
    const sessions = await this.sessions.list(caller, query);
    const toItem = (session: Session): SessionListItemView => toSessionListItem(session, caller.sessionId);
    return toPage(sessions, pageLimit(query), ({ id }) => [id], toItem);
  }

  @Delete(':session_id')
  @HttpCode(204)
  @SignedIn()
  @Operation({
    summary: 'End a session',
    description: 'Signs the caller out there at once; access and refresh tokens of the session stop working.',
    problems: { 404: 'The caller has no such session.' },
  })
  endSession(@Caller() caller: UserContext, @Param('session_id', UuidParam) id: string): Promise<void> {
    return this.sessions.revoke(caller, id);
  }
}
