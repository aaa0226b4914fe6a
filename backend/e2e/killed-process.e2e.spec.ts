import { fork, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { hireEmployee } from './hired-employee';
import { eventually, startProduct, type RunningProduct } from './product';

/** A worker in a process of its own, so that it can be killed for real. */
function startWorker(environment: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = fork(resolve('backend/src/main.ts'), {
    execArgv: ['-r', '@swc-node/register'],
    env: { ...process.env, SWC_NODE_PROJECT: resolve('tsconfig.node.json'), ...environment, KONSTRUCT_ROLES: 'worker' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  return new Promise((ready, failed) => {
    child.once('exit', (code) => failed(new Error(`the worker ended with ${code}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('worker ready')) ready(child);
    });
  });
}

describe('a killed process', () => {
  let product: RunningProduct;
  const workers: ChildProcess[] = [];

  beforeAll(async () => {
    product = await startProduct({ KONSTRUCT_ROLES: 'api' });
  }, 60_000);

  afterAll(async () => {
    for (const worker of workers) worker.kill('SIGKILL');
    await product.stop();
  });

  it('loses nothing that was acknowledged and sends nothing twice', async () => {
    const hired = await hireEmployee(product);
    const { team_id: team, bot_user_id: bot } = hired.workspace;
    await product.sandbox.setModelLatency(300);
    const roots: string[] = [];
    const end = new AbortController();
    const isOver = (): boolean => end.signal.aborted;
    const chaos = (async () => {
      while (!isOver()) {
        const worker = await startWorker(product.environment);
        workers.push(worker);
        await new Promise((passed) => setTimeout(passed, 500 + Math.random() * 900));
        if (!isOver()) worker.kill('SIGKILL');
      }
    })();
    for (let index = 0; index < 12; index += 1) {
      roots.push(
        await product.sandbox.say(team, {
          channel: hired.channel,
          user: hired.person,
          text: `<@${bot}> Question ${index}: when do you open?`,
        }),
      );
      await new Promise((passed) => setTimeout(passed, 250));
    }
    await new Promise((passed) => setTimeout(passed, 6_000));
    end.abort();
    await chaos;
    const repliesPerRoot = async (): Promise<number[]> => {
      const messages = await product.sandbox.messages(team, hired.channel);
      return roots.map(
        (root) =>
          messages.filter(
            (message) => message.thread_ts === root && message.bot_id !== undefined && message.ts !== root,
          ).length,
      );
    };
    await eventually(
      async () => (await repliesPerRoot()).every((count) => count >= 1),
      'every message to be answered',
      40_000,
    );
    await new Promise((passed) => setTimeout(passed, 1_500));
    expect(await repliesPerRoot()).toEqual(roots.map(() => 1));
  }, 120_000);
});
