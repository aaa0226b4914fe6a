import { fitIntoSeats, type Seated } from './who-stops';

const employee = (id: string, day: number): Seated => ({ id, activatedAt: new Date(Date.UTC(2026, 10, day)) });
const [ada, ben, cleo, dan] = [employee('ada', 1), employee('ben', 2), employee('cleo', 3), employee('dan', 4)];
const ids = (list: readonly Seated[]): string[] => list.map(({ id }) => id);

describe('who keeps a seat (PRTA-05)', () => {
  it('changes nothing where everybody has one and nobody was stopped', () => {
    expect(fitIntoSeats(4, [ada, ben, cleo, dan], [], [])).toEqual({ toStop: [], toReinstate: [] });
    expect(fitIntoSeats(9, [ada], [], [])).toEqual({ toStop: [], toReinstate: [] });
  });

  it('stops those who started last', () => {
    expect(ids(fitIntoSeats(2, [ben, dan, ada, cleo], [], []).toStop)).toEqual(['dan', 'cleo']);
    expect(fitIntoSeats(0, [ada, ben], [], []).toStop).toHaveLength(2);
  });

  it('stops those whom the operator chose, and only then others', () => {
    expect(ids(fitIntoSeats(3, [ada, ben, cleo, dan], [], ['ada']).toStop)).toEqual(['ada']);
    expect(ids(fitIntoSeats(2, [ada, ben, cleo, dan], [], ['ada']).toStop)).toEqual(['ada', 'dan']);
    expect(ids(fitIntoSeats(3, [ada, ben, cleo, dan], [], ['somebody else']).toStop)).toEqual(['dan']);
  });

  it('brings back those who started first, as far as there are seats', () => {
    expect(ids(fitIntoSeats(3, [ada], [dan, cleo, ben], []).toReinstate)).toEqual(['ben', 'cleo']);
    expect(ids(fitIntoSeats(2, [ben], [ada, cleo], ['ada']).toReinstate)).toEqual(['cleo']);
    expect(fitIntoSeats(1, [ada], [ben], []).toReinstate).toEqual([]);
  });

  it('knows an order where times are equal or missing', () => {
    const nobody: Seated = { id: 'x', activatedAt: null };
    expect(ids(fitIntoSeats(1, [nobody, ada], [], []).toStop)).toEqual(['ada']);
    expect(ids(fitIntoSeats(1, [employee('a', 1), employee('b', 1)], [], []).toStop)).toEqual(['b']);
  });
});
