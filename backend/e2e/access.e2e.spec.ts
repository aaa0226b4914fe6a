import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ACCESS_RULE } from '@konstruct/platform';
import { buildOpenApiDocument } from '../src/openapi-document';
import { hireEmployee, type HiredEmployee } from './hired-employee';
import { PortalClient } from './portal-client';
import { signUp, startProduct, type RunningProduct } from './product';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly access: string;
  readonly definition: {
    parameters?: { name: string; in: string }[];
    requestBody?: { content: Record<string, { example?: Record<string, unknown> }> };
  };
}

describe('who may call what', () => {
  let product: RunningProduct;
  let victim: HiredEmployee;

  beforeAll(async () => {
    product = await startProduct();
    victim = await hireEmployee(product);
  }, 60_000);

  afterAll(() => product.stop());

  function operations(): Operation[] {
    const document = buildOpenApiDocument(product.app);
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
      const answer = await stranger.send(operation.method, fill(operation.path, {}));
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
      const answer = await call(attacker.client, operation, idsOf(victim));
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
      const answer = await call(attacker.client, operation, { ...idsOf(victim), tenant_id: attacker.tenantId });
      expect(`${operation.method} ${operation.path} ${answer.status}`).toBe(
        `${operation.method} ${operation.path} 404`,
      );
    }
  });
});

function idsOf(victim: HiredEmployee): Record<string, string> {
  return { tenant_id: victim.tenantId, agent_id: victim.agentId, connection_id: victim.connectionId };
}

function fill(path: string, ids: Record<string, string>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '0198d8a0-0000-7000-8000-00000000dead');
}

/** Calls an operation with its own documented example as the body, so that nothing but the ids is wrong. */
function call(
  client: PortalClient,
  { method, path, definition }: Operation,
  ids: Record<string, string>,
): ReturnType<PortalClient['send']> {
  const needsQuery = definition.parameters?.some(
    (parameter) => parameter.in === 'query' && parameter.name === 'tenant_id',
  );
  const example = definition.requestBody ? Object.values(definition.requestBody.content)[0]?.example : undefined;
  const body = example
    ? { ...example, ...Object.fromEntries(Object.entries(ids).filter(([name]) => name in example)) }
    : undefined;
  return client.send(method, fill(path, ids) + (needsQuery ? `?tenant_id=${ids['tenant_id']}` : ''), body);
}
