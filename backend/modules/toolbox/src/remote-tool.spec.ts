import { MAXIMUM_TOOLS, usableTools, type DescribedTool } from './remote-tool';

const tool = (changes: Partial<DescribedTool> = {}): DescribedTool => ({
  name: 'find_order',
  inputSchema: { type: 'object' },
  ...changes,
});

describe('tools as servers describe them', () => {
  it('get a name that people read', () => {
    expect(usableTools([tool()])[0]).toMatchObject({ title: 'Find order', description: '', isReadOnly: null });
    expect(usableTools([tool({ title: ' Find\nit ' })])[0]?.title).toBe('Find it');
    expect(usableTools([tool({ annotations: { title: 'Look up', readOnlyHint: false } })])[0]).toMatchObject({
      title: 'Look up',
      isReadOnly: false,
    });
  });

  it('are left out where models or the books cannot take them', () => {
    const unusable = [
      tool({ name: '' }),
      tool({ name: 'find order' }),
      tool({ name: 'x'.repeat(129) }),
      tool({ name: 'endless', inputSchema: { description: 'x'.repeat(30_000) } }),
      tool({ name: 'nul', inputSchema: { description: 'a\0b' } }),
      tool({ name: 'half', inputSchema: { description: '\ud83d' } }),
    ];
    expect(usableTools(unusable)).toEqual([]);
  });

  it('are shortened, cleaned, and not endless', () => {
    const [one] = usableTools([tool({ title: 'a\0b', description: 'x'.repeat(5_000) })]);
    expect([one?.title, one?.description.length]).toEqual(['ab', 1_500]);
    expect(usableTools(Array.from({ length: 500 }, (_, index) => tool({ name: `t${index}` })))).toHaveLength(
      MAXIMUM_TOOLS,
    );
    expect(usableTools([tool(), tool({ description: 'another' })])).toHaveLength(1);
  });
});
