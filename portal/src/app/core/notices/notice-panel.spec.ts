import { ComponentFixture, TestBed } from '@angular/core/testing';
import { MatDialogRef } from '@angular/material/dialog';
import { Router } from '@angular/router';
import type { NoticeView } from '@konstruct/api-client';
import { answer, openTenant, providePortalTesting, settle, streams } from '../../testing/portal-testing';
import { TENANT_ID } from '../../testing/wire-samples';
import { LiveUpdates } from '../live/live-updates';
import { NoticeBell } from './notice-bell';
import { NoticePanel } from './notice-panel';

const NOTICES = `/api/portal/tenants/${TENANT_ID}/notices`;

function noticeView(changes: Partial<NoticeView> = {}): NoticeView {
  return {
    id: 'notice-1',
    kind: 'channel.broken',
    severity: 'critical',
    title: 'Acme is not connected any more',
    body: 'Reconnect it.',
    link: 'channels',
    raised_at: '2026-11-21T09:30:00.000Z',
    changed_at: '2026-11-21T09:30:00.000Z',
    resolved_at: null,
    is_read: false,
    ...changes,
  };
}

const unread = (total: number) => ({ total, info: 0, warning: 0, critical: total });

describe('the bell and its panel', () => {
  const dialog = { close: jest.fn() };
  let panel: ComponentFixture<NoticePanel>;
  let bell: ComponentFixture<NoticeBell>;
  const page = () => panel.nativeElement as HTMLElement;
  const bellText = () =>
    (bell.nativeElement as HTMLElement).querySelector('button')?.textContent.replace(/\s+/g, ' ').trim();
  const button = (label: string) =>
    [...page().querySelectorAll('button')].find(
      (found) => found.textContent.includes(label) || found.getAttribute('aria-label')?.includes(label),
    );

  async function open(...items: NoticeView[]): Promise<void> {
    jest.clearAllMocks();
    TestBed.configureTestingModule({
      providers: [...providePortalTesting(), { provide: MatDialogRef, useValue: dialog }],
    });
    openTenant();
    TestBed.inject(LiveUpdates).start();
    bell = TestBed.createComponent(NoticeBell);
    panel = TestBed.createComponent(NoticePanel);
    await settle();
    answer('GET', `${NOTICES}/unread`, unread(items.filter(({ is_read }) => !is_read).length));
    await list(...items);
  }

  async function list(...items: NoticeView[]): Promise<void> {
    answer('GET', NOTICES, { items, next_cursor: null });
    await settle();
  }

  it('say how much is unread, in words too', async () => {
    await open(noticeView(), noticeView({ id: '2', is_read: true }));
    expect(bellText()).toMatch(/^Notices ?1 unread$/);
    expect(page().textContent).toContain('Critical, unread:');
    streams[0]?.announce('notices');
    answer('GET', `${NOTICES}/unread`, unread(0));
    await list();
    expect(bellText()).toBe('Notices');
    expect(page().textContent).toContain('Nothing to tell');
  });

  it('lead to where something can be done, and count it as read', async () => {
    await open(noticeView({ link: 'deliveries?state=failed' }));
    const navigate = jest.spyOn(TestBed.inject(Router), 'navigateByUrl').mockResolvedValue(true);
    button('Open')?.click();
    await settle();
    expect(dialog.close).toHaveBeenCalled();
    expect(navigate).toHaveBeenCalledWith(`/t/${TENANT_ID}/deliveries?state=failed`);
    answer('POST', `${NOTICES}/notice-1/read`, unread(0));
    await settle();
    expect(bellText()).toBe('Notices');
  });

  it('put one away, and mark all as read', async () => {
    await open(noticeView(), noticeView({ id: '2', title: 'Another' }));
    button('Dismiss: Acme')?.click();
    await settle();
    answer('POST', `${NOTICES}/notice-1/dismiss`, unread(1));
    await settle();
    await list(noticeView({ id: '2', title: 'Another' }));
    expect(page().textContent).not.toContain('Acme');
    button('Mark all as read')?.click();
    await settle();
    answer('POST', `${NOTICES}/read`, unread(0));
    await settle();
    await list(noticeView({ id: '2', title: 'Another', is_read: true }));
    expect(button('Mark all as read')).toBeUndefined();
  });

  it('show that something is over', async () => {
    await open(noticeView({ resolved_at: '2026-11-21T09:45:00.000Z' }));
    expect(page().textContent).toContain('Resolved, unread:');
  });
});
