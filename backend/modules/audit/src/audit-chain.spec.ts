import type { AuditEvent } from './audit-event.entity';
import { CHAIN_START, canonicalJson, linkEvent } from './audit-chain';

const event: AuditEvent = {
  tenantId: 't',
  id: 'e',
  occurredAt: new Date('2026-11-21T09:30:00.123Z'),
  actorKind: 'user',
  actorId: 'u',
  actorName: 'Ada',
  eventType: 'agent.created',
  subjectType: 'agent',
  subjectId: 'a',
  subjectName: 'Mia',
  summary: 'Ada hired Mia.',
  changes: { status: { before: null, after: 'draft' } },
  requestId: null,
};

describe('the audit chain', () => {
  it('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: 1, a: [{ d: null, c: undefined }] })).toBe('{"a":[{"d":null}],"b":1}');
  });

  it('changes with the event, its place and what came before', () => {
    const { eventHash, chainHash } = linkEvent(CHAIN_START, 1n, event);
    expect(linkEvent(CHAIN_START, 1n, { ...event }).chainHash).toEqual(chainHash);
    expect(linkEvent(CHAIN_START, 2n, event).chainHash).not.toEqual(chainHash);
    expect(linkEvent(chainHash, 1n, event).chainHash).not.toEqual(chainHash);
    expect(linkEvent(CHAIN_START, 1n, { ...event, summary: 'Ada fired Mia.' }).eventHash).not.toEqual(eventHash);
  });
});
