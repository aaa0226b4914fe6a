import { requestedTenant } from './requested-tenant';

const A = '0198d8a0-0000-7000-8000-00000000000a';
const B = '0198d8a0-0000-7000-8000-00000000000b';

describe('the tenant of a request', () => {
  it.each([
    ['the path', { params: { tenant_id: A }, query: { tenant_id: B }, body: { tenant_id: B } }, A],
    ['the query', { params: {}, query: { tenant_id: A }, body: { tenant_id: B } }, A],
    ['the body', { params: {}, query: {}, body: { tenant_id: A } }, A],
    ['upper case', { params: { tenant_id: A.toUpperCase() }, query: {}, body: undefined }, A],
  ])('comes from %s', (_, sources, tenant) => {
    expect(requestedTenant(sources)).toBe(tenant);
  });

  it.each([
    ['nowhere', { params: {}, query: {}, body: null }],
    ['a malformed id, though a later one is fine', { params: { tenant_id: 'x' }, query: { tenant_id: A }, body: {} }],
    ['a list', { params: {}, query: { tenant_id: [A, B] }, body: {} }],
    ['a body that is text', { params: {}, query: {}, body: A }],
  ])('does not come from %s', (_, sources) => {
    expect(requestedTenant(sources)).toBeNull();
  });
});
