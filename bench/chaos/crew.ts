import type { ManagedProcess } from '../../tools/processes/managed-process.ts';
import type { Stage } from '../stage/stage.ts';

/** One place in the crew: a process that is replaced when it was killed. */
interface Post {
  readonly start: () => Promise<ManagedProcess>;
  /** Undefined while a new process comes up. */
  process: ManagedProcess | undefined;
}

/** The processes of the product, of which any may be killed at any time; whoever is killed is started again, as an orchestrator would. */
export class Crew {
  kills = 0;
  private readonly posts: Post[];
  private readonly stage: Stage;
  private readonly replacements = new Set<Promise<void>>();

  constructor(stage: Stage, apiPorts: readonly number[], workers: number) {
    this.stage = stage;
    this.posts = [
      ...apiPorts.map((port) => ({ start: () => stage.startApi(port), process: undefined })),
      ...Array.from({ length: workers }, () => ({ start: () => stage.startWorker(), process: undefined })),
    ];
  }

  async start(): Promise<void> {
    await Promise.all(this.posts.map((post) => this.fill(post)));
  }

  /** Kills one that is up, whichever; nobody is when all were killed just now. */
  async killOne(): Promise<void> {
    const running = this.posts.filter((post) => post.process !== undefined);
    const post = running[Math.floor(Math.random() * running.length)];
    if (post?.process === undefined) return;
    const victim = post.process;
    post.process = undefined;
    await this.stage.kill(victim);
    this.kills += 1;
    const replacement = this.fill(post);
    this.replacements.add(replacement);
    void replacement.finally(() => this.replacements.delete(replacement));
  }

  /** Waits until everybody is up again. */
  async settle(): Promise<void> {
    await Promise.all(this.replacements);
  }

  /** A process that starts while Postgres is down ends by itself; then the next one is started. */
  private async fill(post: Post): Promise<void> {
    while (post.process === undefined) {
      post.process = await post.start().catch(() => undefined);
    }
  }
}
