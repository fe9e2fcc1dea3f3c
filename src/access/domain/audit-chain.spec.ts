import { createHash } from 'node:crypto';
import { type AuditLine, canonicalJson, findFault, firstHash, sealedText, type SealedLine } from './audit-chain.js';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const line = (seq: number): AuditLine => ({
  seq,
  at: '2026-01-01T00:00:00.000Z',
  actor: 'system',
  role: 'system',
  action: 'organisation.registered',
  entity: 'organisation',
  entityId: `OR-${seq}`,
  before: null,
  after: canonicalJson({ name: `Council ${seq}` }),
  reason: null,
  requestId: null,
});

function chain(count: number): SealedLine[] {
  let prevHash = firstHash;
  return Array.from({ length: count }, (_, index) => {
    const unsealed = line(index + 1);
    const sealed = { ...unsealed, prevHash, hash: hashOf(sealedText(prevHash, unsealed)) };
    prevHash = sealed.hash;
    return sealed;
  });
}

const start = { seq: 0, hash: firstHash };

describe('the audit chain', () => {
  it('holds when nothing was touched', () => {
    expect(findFault(chain(5), start, hashOf)).toBeNull();
  });

  it('names a line whose words were changed', () => {
    const lines = chain(5).map((each) => (each.seq === 3 ? { ...each, actor: 'somebody else' } : each));
    expect(findFault(lines, start, hashOf)).toEqual({ seq: 3, fault: 'changed' });
  });

  it('names a line that was taken out', () => {
    const lines = chain(5).filter((each) => each.seq !== 2);
    expect(findFault(lines, start, hashOf)).toEqual({ seq: 2, fault: 'missing' });
  });

  it('names a line that was sealed anew without the ones after it', () => {
    const lines = chain(5);
    const forged = { ...line(3), actor: 'somebody else', prevHash: lines[1].hash };
    lines[2] = { ...forged, hash: hashOf(sealedText(forged.prevHash, forged)) };
    expect(findFault(lines, start, hashOf)).toEqual({ seq: 4, fault: 'out-of-order' });
  });

  it('writes the same text whatever the order of the keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe('{"b":[1,{"c":"x","d":null}]}');
    expect(
      canonicalJson({ z: [], y: {}, x: [undefined, null, [[]], { a: undefined }], '"': 'ü\n', 10: 1, 9: true }),
    ).toBe('{"\\"":"ü\\n","10":1,"9":true,"x":[null,null,[[]],{}],"y":{},"z":[]}');
    expect([canonicalJson(null), canonicalJson('a'), canonicalJson([]), canonicalJson({})]).toEqual([
      'null',
      '"a"',
      '[]',
      '{}',
    ]);
  });
});
