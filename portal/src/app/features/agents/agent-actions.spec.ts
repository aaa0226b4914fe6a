import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Confirm } from '@konstruct/ui';
import { Messages } from '../../core/layout/messages';
import { answer, openTenant, providePortalTesting } from '../../testing/portal-testing';
import { AGENT_ID, TENANT_ID, agentView } from '../../testing/wire-samples';
import { AgentActions } from './agent-actions';

const AGENT = `/api/portal/tenants/${TENANT_ID}/agents/${AGENT_ID}`;

describe('AgentActions', () => {
  const messages = { say: jest.fn(), offerUndo: jest.fn(), complain: jest.fn() };
  const confirm = { ask: jest.fn<Promise<boolean>, [object]>() };
  const changed = jest.fn();
  let actions: AgentActions;

  beforeEach(() => {
    jest.clearAllMocks();
    TestBed.configureTestingModule({
      providers: [
        ...providePortalTesting(),
        { provide: Messages, useValue: messages },
        { provide: Confirm, useValue: confirm },
      ],
    });
    openTenant();
    actions = TestBed.inject(AgentActions);
  });

  it('pauses at once and can be undone', async () => {
    const paused = actions.pause(agentView(), changed);
    answer('POST', `${AGENT}/pause`, agentView({ status: 'paused' }));
    await paused;
    expect(changed).toHaveBeenCalledWith(agentView({ status: 'paused' }));
    const [, undo] = messages.offerUndo.mock.calls[0] as [string, () => void];
    undo();
    answer('POST', `${AGENT}/resume`, agentView());
  });

  it('asks before it archives, and does nothing without a yes', async () => {
    confirm.ask.mockResolvedValue(false);
    await actions.archive(agentView(), changed);
    TestBed.inject(HttpTestingController).expectNone(`${AGENT}/archive`);
    expect(changed).not.toHaveBeenCalled();
  });

  it('says so when the server refuses', async () => {
    const resumed = actions.resume(agentView({ status: 'suspended' }), changed);
    answer('POST', `${AGENT}/resume`, { code: 'agent_is_suspended', title: 'Suspended' }, { status: 409 });
    await resumed;
    expect(messages.complain).toHaveBeenCalledTimes(1);
    expect(changed).not.toHaveBeenCalled();
  });
});
