import { RemoteData } from './remote-data';

describe('RemoteData', () => {
  it('goes from loading to a value', async () => {
    const data = new RemoteData(() => Promise.resolve(1));
    const loaded = data.load();
    expect(data.isLoading()).toBe(true);
    await loaded;
    expect(data.value()).toBe(1);
    expect(data.isLoading()).toBe(false);
  });

  it('keeps the value on the page when a refresh fails, and says so', async () => {
    const answers = [Promise.resolve(1), Promise.reject(new Error('x'))];
    const data = new RemoteData(() => answers.shift() ?? Promise.resolve(0));
    await data.load();
    await data.refresh();
    expect(data.value()).toBe(1);
    expect(data.problem()).not.toBeNull();
    expect(data.hasFailed()).toBe(false);
  });

  it('ignores an answer that was overtaken by a newer request', async () => {
    const resolvers: ((value: number) => void)[] = [];
    const data = new RemoteData(() => new Promise<number>((resolve) => resolvers.push(resolve)));
    const first = data.load();
    const second = data.load();
    resolvers[1]?.(2);
    resolvers[0]?.(1);
    await Promise.all([first, second]);
    expect(data.value()).toBe(2);
  });

  it('lets those who wait for an overtaken request see what the newer one brought', async () => {
    const resolvers: ((value: number) => void)[] = [];
    const data = new RemoteData(() => new Promise<number>((resolve) => resolvers.push(resolve)));
    const seen = data.refresh().then(() => data.value());
    void data.refresh();
    resolvers[0]?.(1);
    await new Promise((resolve) => setTimeout(resolve));
    resolvers[1]?.(2);
    expect(await seen).toBe(2);
  });

  it('has failed when there is nothing to show', async () => {
    const data = new RemoteData(() => Promise.reject(new Error('x')));
    await data.load();
    expect(data.hasFailed()).toBe(true);
  });
});
