import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ACCESS_RULE } from '@konstruct/platform';
import { ownOneOfEach, type OneOfEach } from './one-of-each';
import { PortalClient, type Answer } from './portal-client';
import { signUp, startProduct, type RunningProduct } from './product';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly access: string;
  readonly definition: {
    parameters?: { name: string; in: string; required?: boolean }[];
    requestBody?: { content: Record<string, { example?: Record<string, unknown> }> };
  };
}

describe('who may call what', () => {
  let product: RunningProduct;
  let victim: OneOfEach;

  beforeAll(async () => {
    product = await startProduct();
    victim = await ownOneOfEach(product);
  }, 120_000);

  afterAll(() => product.stop());

  /** Of the document that is checked in, which another check holds against the code. */
  function operations(): Operation[] {
    const text = readFileSync(join(__dirname, '..', '..', 'docs', 'openapi.json'), 'utf8');
    const document = JSON.parse(text) as { paths: Record<string, object> };
    return Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item as Record<string, Operation['definition'] & { 'x-access'?: string }>).map(
        ([method, definition]) => ({
          method: method.toUpperCase(),
          path,
          access: definition['x-access'] ?? 'UNDECLARED',
          definition,
        }),
      ),
    );
  }

  it('is declared on every route, in the code and in the document', () => {
    expect(operations().filter(({ access }) => access === 'UNDECLARED')).toEqual([]);
    const scanner = new MetadataScanner();
    const undeclared = product.app
      .get(DiscoveryService)
      .getControllers()
      .flatMap(({ instance }) => {
        const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
        return scanner
          .getAllMethodNames(prototype)
          .filter(
            (name) =>
              Reflect.hasMetadata('path', prototype[name] ?? {}) &&
              !Reflect.hasMetadata(ACCESS_RULE, prototype[name] ?? {}),
          )
          .map((name) => `${prototype.constructor.name}.${name}`);
      });
    expect(undeclared).toEqual([]);
  });

  it('is this list, and changes only on purpose', () => {
    const list = operations().map(({ method, path, access }) => `${access.padEnd(18)} ${method} ${path}`);
    expect(list.sort()).toMatchSnapshot();
  });

  it('is nobody without a session, on every route that is not public', async () => {
    const stranger = new PortalClient(product.url);
    for (const operation of operations().filter(({ access }) => access !== 'public')) {
      const answer = await stranger.send(
        operation.method,
        operation.path.replaceAll(/\{\w+\}/g, victim.ids['agent_id']!),
      );
      expect(`${operation.method} ${operation.path} ${answer.status}`).toBe(
        `${operation.method} ${operation.path} 401`,
      );
    }
  });

  it("answers 404 for another tenant's ids, on every tenant-scoped route", async () => {
    const attacker = await signUp(product, 'Mallory');
    const scoped = operations().filter(({ access }) => access.includes(':'));
    expect(scoped.length).toBeGreaterThan(15);
    for (const operation of scoped) {
      const answer = await call(attacker.client, operation, victim.ids);
      expect(`${operation.method} ${operation.path} ${answer.status}`).toBe(
        `${operation.method} ${operation.path} 404`,
      );
    }
  });

  it("answers 404 for another tenant's things under one's own tenant", async () => {
    const attacker = await signUp(product, 'Trudy');
    const nested = operations().filter(
      ({ access, path }) => access.includes(':') && path.replace('{tenant_id}', '').includes('{'),
    );
    expect(nested.length).toBeGreaterThan(6);
    for (const operation of nested) {
      const answer = await call(attacker.client, operation, { ...victim.ids, tenant_id: attacker.tenantId });
      expect(`${operation.method} ${operation.path} ${answer.status}`).toBe(
        `${operation.method} ${operation.path} 404`,
      );
    }
  });

  it("refuses another tenant's things in a body, and finds nothing of them by a query", async () => {
    const { business, ids } = await ownOneOfEach(product);
    const accepted: string[] = [];
    let tried = 0;
    for (const operation of operations().filter(({ access }) => access.includes(':'))) {
      for (const name of idsInside(operation).filter((inside) => OWNED.has(inside))) {
        tried += 1;
        const answer = await call(business.client, operation, ids, { [name]: victim.ids[name]! });
        if (!isRefused(answer, name, victim))
          accepted.push(`${operation.method} ${operation.path} ${name} ${answer.status}`);
      }
    }
    expect(tried).toBeGreaterThan(12);
    // Whose employees stop is asked once there is a subscription: see the billing specs.
    expect(accepted).toEqual(['POST /api/portal/billing/quantity agent_id 409']);
  });
});

const OWNED = new Set(['agent_id', 'connection_id', 'conversation_id', 'server_id']);

function isRefused({ status, body }: Answer<unknown>, name: string, { ids }: OneOfEach): boolean {
  const text = JSON.stringify(body);
  if (status === 422) return text.includes(`"pointer":"/${name}`) || text.includes('"pointer":"/tools/0"');
  return status === 404 || (status === 200 && !Object.values(ids).some((id) => text.includes(id)));
}

function fill(path: string, ids: Ids): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`ownOneOfEach makes nothing whose id is called ${name}`);
    return id;
  });
}

type Ids = Readonly<Record<string, string>>;

/** Calls an operation with its own documented example as the body, so that nothing but the ids is wrong: of the address, or foreign ones inside. */
function call(
  client: PortalClient,
  { method, path, definition }: Operation,
  ids: Ids,
  foreign: Ids = {},
): ReturnType<PortalClient['send']> {
  const query = (definition.parameters ?? [])
    .filter(({ in: place, name, required }) => place === 'query' && (required === true || name in foreign))
    .map(({ name }) => `${name}=${{ report: 'calls', ...ids, ...foreign }[name] ?? ''}`);
  const body = withIds(exampleOf(definition), { ...ids, ...foreign });
  return client.send(method, `${fill(path, ids)}?${query.join('&')}`, body);
}

function exampleOf({ requestBody }: Operation['definition']): unknown {
  return requestBody && Object.values(requestBody.content)[0]?.example;
}

/** Puts ids in wherever a property of that name is, also where several stand in a list. */
function withIds(value: unknown, ids: Ids): unknown {
  if (Array.isArray(value)) return value.map((item) => withIds(item, ids));
  if (typeof value !== 'object' || value === null) return value;
  const put = ([name, given]: [string, unknown]): [string, unknown] => {
    if (name === 'stop_agent_ids') return [name, [ids['agent_id']]];
    return [name, name in ids ? ids[name] : withIds(given, ids)];
  };
  return Object.fromEntries(Object.entries(value).map(put));
}

/** The ids that an operation takes besides those of its address. */
function idsInside({ definition }: Operation): string[] {
  const inQuery = (definition.parameters ?? []).filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  const inBody = JSON.stringify(exampleOf(definition) ?? {}).match(/(?<=")\w+_ids?(?=":)/g) ?? [];
  return [...new Set([...inQuery, ...inBody.map((name) => name.replace(/^stop_agent_ids$/, 'agent_id'))])];
}
