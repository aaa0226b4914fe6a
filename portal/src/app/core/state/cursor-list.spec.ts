import { Page } from '../api/types';
import { CursorList } from './cursor-list';

interface Entry {
  readonly id: string;
}

describe('CursorList', () => {
  const page = (ids: string[], next: string | null): Page<Entry> => ({
    items: ids.map((id) => ({ id })),
    next_cursor: next,
  });
  const idsOf = (list: CursorList<Entry>) => list.items().map(({ id }) => id);

  it('adds page after page until there is none', async () => {
    const list = new CursorList((cursor) => Promise.resolve(cursor ? page(['c'], null) : page(['a', 'b'], 'next')));
    await list.load();
    expect(list.hasMore()).toBe(true);
    await list.loadMore();
    expect(idsOf(list)).toEqual(['a', 'b', 'c']);
    expect(list.hasMore()).toBe(false);
  });

  it('brings new entries to the front without losing what was loaded before', async () => {
    const answers = [page(['b', 'a'], 'next'), page(['z'], null), page(['c', 'b'], 'next')];
    const list = new CursorList(() => Promise.resolve(answers.shift() ?? page([], null)));
    await list.load();
    await list.loadMore();
    await list.refresh();
    expect(idsOf(list)).toEqual(['c', 'b', 'a', 'z']);
    expect(list.hasMore()).toBe(false);
  });

  it('keeps the entries when the next page fails', async () => {
    const answers = [Promise.resolve(page(['a'], 'next')), Promise.reject(new Error('x'))];
    const list = new CursorList(() => answers.shift() ?? Promise.resolve(page([], null)));
    await list.load();
    await list.loadMore();
    expect(idsOf(list)).toEqual(['a']);
    expect(list.problem()).not.toBeNull();
    expect(list.hasFailed()).toBe(false);
  });
});
