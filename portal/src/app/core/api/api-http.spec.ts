import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { providePortalTesting } from '../../testing/portal-testing';
import { ApiHttp } from './api-http';

describe('ApiHttp', () => {
  let api: ApiHttp;
  let http: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: providePortalTesting() });
    api = TestBed.inject(ApiHttp);
    http = TestBed.inject(HttpTestingController);
  });

  function create(): { key: string | null; fail: () => void; finish: () => void; done: Promise<unknown> } {
    const done = api.create('/api/things', { name: 'x' }).catch((error: unknown) => error);
    const request = http.expectOne('/api/things');
    return {
      key: request.request.headers.get('Idempotency-Key'),
      fail: () => request.error(new ProgressEvent('error')),
      finish: () => request.flush({}),
      done,
    };
  }

  it('keeps the idempotency key while no answer has arrived', async () => {
    const first = create();
    first.fail();
    await first.done;
    expect(create().key).toBe(first.key);
  });

  it('takes a new key once there was an answer', async () => {
    const first = create();
    first.finish();
    await first.done;
    expect(create().key).not.toBe(first.key);
  });

  it('turns every failure into a problem', async () => {
    const done = api.get('/api/things');
    http.expectOne('/api/things').flush({ code: 'gone', title: 'Gone' }, { status: 410, statusText: 'Gone' });
    await expect(done).rejects.toMatchObject({ name: 'Problem', code: 'gone', status: 410 });
  });
});
