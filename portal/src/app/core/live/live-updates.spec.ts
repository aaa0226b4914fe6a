import { DestroyRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { openTenant, providePortalTesting, streams } from '../../testing/portal-testing';
import { TENANT_ID } from '../../testing/wire-samples';
import { LiveUpdates } from './live-updates';

describe('LiveUpdates', () => {
  let live: LiveUpdates;
  let destroy: () => void;
  const heard = jest.fn();

  beforeEach(() => {
    jest.useFakeTimers();
    heard.mockClear();
    Object.assign(globalThis, { EventSource: { CLOSED: 2 } });
    TestBed.configureTestingModule({ providers: providePortalTesting() });
    openTenant();
    live = TestBed.inject(LiveUpdates);
    const endings: (() => void)[] = [];
    destroy = () => endings.forEach((end) => end());
    const destroyRef = { onDestroy: (end: () => void) => endings.push(end) } as unknown as DestroyRef;
    live.on(['payroll', 'agents'], heard, destroyRef);
    live.start();
    streams[0]?.onopen?.();
  });

  afterEach(() => {
    live.stop();
    jest.useRealTimers();
  });

  it('listens to the stream of the open business', () => {
    expect(streams[0]?.url).toBe(`/api/portal/tenants/${TENANT_ID}/live`);
    expect(live.state()).toBe('live');
  });

  it('calls a listener once per announcement, and only for its topics', () => {
    streams[0]?.announce('payroll', 'agents', 'unheard-of');
    streams[0]?.announce('conversations');
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('stops calling when the page is gone', () => {
    destroy();
    streams[0]?.announce('payroll');
    expect(heard).not.toHaveBeenCalled();
  });

  it('asks every 15 seconds while the stream is down, and catches up when it is back', () => {
    streams[0]?.onerror?.();
    expect(live.state()).toBe('polling');
    jest.advanceTimersByTime(30_000);
    expect(heard).toHaveBeenCalledTimes(2);
    streams[0]?.onopen?.();
    expect(live.state()).toBe('live');
    expect(heard).toHaveBeenCalledTimes(3);
    jest.advanceTimersByTime(60_000);
    expect(heard).toHaveBeenCalledTimes(3);
  });

  it('opens a new stream when the browser has given up on the old one', () => {
    const [first] = streams;
    if (first) first.readyState = 2;
    first?.onerror?.();
    jest.advanceTimersByTime(30_000);
    expect(streams).toHaveLength(2);
  });

  it('is not confused by what is no announcement', () => {
    streams[0]?.onmessage?.({ data: 'not json' });
    streams[0]?.onmessage?.({ data: '{"topics":"payroll"}' });
    expect(heard).not.toHaveBeenCalled();
  });
});
