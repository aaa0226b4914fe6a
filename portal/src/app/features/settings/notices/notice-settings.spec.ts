import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { HttpTestingController } from '@angular/common/http/testing';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatCheckboxHarness } from '@angular/material/checkbox/testing';
import type { ConnectionView, NoticeChannelView, Role } from '@konstruct/api-client';
import { answer, openTenant, providePortalTesting, settle } from '../../../testing/portal-testing';
import { TENANT_ID, connectionView } from '../../../testing/wire-samples';
import { NoticeSettings } from './notice-settings';

const TENANT = `/api/portal/tenants/${TENANT_ID}`;
const CHANNEL = `${TENANT}/notice-channel`;
const OFF: NoticeChannelView = {
  connection_id: null,
  channel_id: null,
  channel_name: null,
  topics: ['channel', 'message', 'conversation', 'model_key', 'budget', 'billing'],
  least_severity: 'warning',
  problem: null,
};
const ON: NoticeChannelView = {
  ...OFF,
  connection_id: 'connection-1',
  channel_id: 'C0OPS',
  channel_name: '#operations',
  topics: ['channel', 'billing'],
};

describe('NoticeSettings', () => {
  let fixture: ComponentFixture<NoticeSettings>;
  const text = (): string => (fixture.nativeElement as HTMLElement).textContent.replace(/\s+/g, ' ');

  async function answerPage(channel: NoticeChannelView, connections: readonly ConnectionView[]): Promise<void> {
    answer('GET', CHANNEL, channel);
    answer('GET', `${TENANT}/channels`, { items: connections, next_cursor: null });
    await settle();
  }

  async function show(
    role: Role,
    channel: NoticeChannelView,
    connections: readonly ConnectionView[] = [connectionView()],
  ): Promise<void> {
    TestBed.configureTestingModule({ providers: providePortalTesting() });
    openTenant(role);
    fixture = TestBed.createComponent(NoticeSettings);
    await answerPage(channel, connections);
  }

  const button = (words: RegExp): Promise<MatButtonHarness> =>
    TestbedHarnessEnvironment.loader(fixture).getHarness(MatButtonHarness.with({ text: words }));

  it('is off at first, and asks for a channel before it can be turned on', async () => {
    await show('owner', OFF);
    await settle();
    answer('GET', `${TENANT}/channels/connection-1/destinations`, {
      items: [{ id: 'C0OPS', name: 'operations', is_private: false, is_member: false }],
      next_cursor: null,
    });
    await settle();
    expect(await (await button(/Choose a channel first/)).isDisabled()).toBe(true);
    (fixture.nativeElement as HTMLElement).querySelector<HTMLInputElement>('input[type=radio]')?.click();
    await (await button(/Post notices in #operations/)).click();
    const request = TestBed.inject(HttpTestingController).expectOne({ method: 'PUT', url: CHANNEL });
    expect(request.request.body).toEqual({
      connection_id: 'connection-1',
      channel_id: 'C0OPS',
      topics: OFF.topics,
      least_severity: 'warning',
    });
    request.flush(ON);
    await settle();
    await answerPage(ON, [connectionView()]);
    expect(text()).toContain('Notices are posted here');
  });

  it('changes what is posted in the same channel', async () => {
    await show('admin', ON);
    expect(await (await button(/Save/)).isDisabled()).toBe(true);
    const budgets = await TestbedHarnessEnvironment.loader(fixture).getHarness(
      MatCheckboxHarness.with({ label: /Budgets/ }),
    );
    await budgets.check();
    await (await button(/Save/)).click();
    const request = TestBed.inject(HttpTestingController).expectOne({ method: 'PUT', url: CHANNEL });
    expect(request.request.body).toMatchObject({ channel_id: 'C0OPS', topics: ['channel', 'budget', 'billing'] });
  });

  it('says why the latest notice did not get there', async () => {
    await show('owner', {
      ...ON,
      problem: { code: 'is_archived', meaning: 'It is archived.', fix: 'Choose another.' },
    });
    expect(text()).toContain('The latest notice did not get there');
    expect(text()).toContain('It is archived. Choose another.');
  });

  it('shows the way to Slack while no workspace is connected, and nothing to press to who may not', async () => {
    await show('owner', OFF, [connectionView({ kind: 'whatsapp' })]);
    expect(text()).toContain('No Slack workspace is connected');
    fixture.destroy();
    TestBed.resetTestingModule();
    await show('operator', ON);
    expect(text()).toContain('Only owners and admins can change this.');
    expect((fixture.nativeElement as HTMLElement).querySelector('button')).toBeNull();
  });
});
