/** The longest name of a tool that every provider takes. */
const NAME_LENGTH = 64;

/** What a tool is called in front of a model: server and tool, in the letters that every provider takes, no name twice. */
export function modelToolNames(tools: readonly { readonly server: string; readonly tool: string }[]): string[] {
  const taken = new Set<string>();
  return tools.map(({ server, tool }) => {
    const wanted = `${plain(server).toLowerCase()}_${plain(tool)}`.replace(/^_+/, '').slice(0, NAME_LENGTH) || 'tool';
    let name = wanted;
    for (let number = 2; taken.has(name); number += 1) {
      const ending = `_${number}`;
      name = wanted.slice(0, NAME_LENGTH - ending.length) + ending;
    }
    taken.add(name);
    return name;
  });
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[^\w-]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
}
