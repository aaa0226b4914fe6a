import { modelToolNames } from './tool-names';

describe('names of tools in front of a model', () => {
  it.each([
    [[{ server: 'Shop', tool: 'find_order' }], ['shop_find_order']],
    [[{ server: 'Größe & Co.', tool: 'a.b/c' }], ['gro_e_co_a_b_c']],
    [[{ server: '商店', tool: 'find' }], ['find']],
    [
      [
        { server: 'A', tool: 'b_c' },
        { server: 'A b', tool: 'c' },
        { server: 'a', tool: 'b c' },
      ],
      ['a_b_c', 'a_b_c_2', 'a_b_c_3'],
    ],
  ])('are plain and no name twice: %j', (tools, expected) => {
    expect(modelToolNames(tools)).toEqual(expected);
  });

  it('are as long as every provider takes', () => {
    const [first, second] = modelToolNames([
      { server: 'Shop', tool: 'x'.repeat(128) },
      { server: 'Shop', tool: 'x'.repeat(127) },
    ]);
    expect([first?.length, second?.length, first === second]).toEqual([64, 64, false]);
  });
});
