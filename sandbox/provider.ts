import type { FastifyInstance } from 'fastify';

/** A place of a sandbox that a person can open, shown on the index page. */
export interface SandboxLink {
  label: string;
  href: string;
}

/** What the index page says about a sandbox. */
export interface SandboxSummary {
  title: string;
  description: string;
  links: SandboxLink[];
  facts: { name: string; value: string }[];
}

/**
 * One provider's sandbox: a folder that registers its routes under its own name and knows how to say, in the
 * provider's own shape, that something is not implemented.
 */
export interface SandboxProvider {
  /** Folder, route prefix and name of the snapshot file. */
  readonly name: string;
  register(app: FastifyInstance): void | Promise<void>;
  summary(): SandboxSummary;
  /** The provider's own error body for a path below its prefix that the sandbox does not have. */
  notImplemented(method: string, path: string): { status: number; body: unknown };
  /** Ends what is under way and writes what must outlive the process. */
  stop(): Promise<void>;
}
