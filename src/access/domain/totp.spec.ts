import { createHmac } from 'node:crypto';
import { stepsSince1970 } from '../../kernel/instant.js';
import { acceptCode, codeOf, recoveryCodeFrom, recoveryCodeOf, secretInGroups } from './totp.js';

/** RFC 6238, appendix B: the secret and the last six of the eight digits printed for SHA-1. */
const published: readonly [string, string][] = [
  ['1970-01-01T00:00:59.000Z', '287082'],
  ['2005-03-18T01:58:29.000Z', '081804'],
  ['2005-03-18T01:58:31.000Z', '050471'],
  ['2009-02-13T23:31:30.000Z', '005924'],
  ['2033-05-18T03:33:20.000Z', '279037'],
];

function codeAt(step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', '12345678901234567890').update(counter).digest();
  const from = (mac[19] ?? 0) & 15;
  return String((mac.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

const now = '2026-11-23T09:00:10.000Z';
const step = stepsSince1970(now, 30);

describe('a one-time code', () => {
  it.each(published)('is the published one at %s: %s', (at, code) => {
    expect(acceptCode(code, { now: at, codeAt, lastStep: null })).toEqual({ ok: true, value: stepsSince1970(at, 30) });
  });

  it.each([
    [-2, { ok: false, error: 'wrong' }],
    [-1, { ok: true, value: step - 1 }],
    [0, { ok: true, value: step }],
    [1, { ok: true, value: step + 1 }],
    [2, { ok: false, error: 'wrong' }],
  ])('is taken one step aside and no further: %i', (aside, answer) => {
    expect(acceptCode(codeAt(step + aside), { now, codeAt, lastStep: null })).toEqual(answer);
  });

  it('is taken once', () => {
    expect(acceptCode(codeAt(step), { now, codeAt, lastStep: step })).toEqual({ ok: false, error: 'used-before' });
    expect(acceptCode(codeAt(step - 1), { now, codeAt, lastStep: step })).toEqual({ ok: false, error: 'used-before' });
    expect(acceptCode(codeAt(step + 1), { now, codeAt, lastStep: step }).ok).toBe(true);
  });

  it.each([
    ['123456', '123456'],
    [' 123 456 ', '123456'],
    ['123-456', '123456'],
    ['12345', null],
    ['1234567', null],
    ['12345a', null],
    ['１２３４５６', null],
  ])('is read from %j as %j', (typed, code) => {
    expect(codeOf(typed)).toBe(code);
  });

  it('is refused as something else when it is no code', () => {
    expect(acceptCode('password', { now, codeAt, lastStep: null })).toEqual({ ok: false, error: 'not-a-code' });
  });
});

describe('a recovery code', () => {
  const bytes = Array.from({ length: 24 }, (_, index) => index * 10);

  it('is read back however it was written down', () => {
    const code = recoveryCodeFrom(bytes);
    expect(code).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
    expect(recoveryCodeOf(code.toUpperCase().replaceAll('-', ' '))).toBe(code);
  });

  it('uses every character equally: bytes that would favour some are passed over', () => {
    expect(recoveryCodeFrom([255, 254, 250, 248, ...Array.from({ length: 12 }, () => 247)])).toBe('9999-9999-9999');
    expect(() => recoveryCodeFrom([255, 1, 2])).toThrow('Too few');
  });

  it.each(['', 'abcd-efgh', 'abcd-efgh-jklm', 'abcd-efgh-jkm0'])('cannot be %j', (typed) => {
    expect(recoveryCodeOf(typed)).toBeNull();
  });
});

it('writes a secret in groups that can be read aloud', () => {
  expect(secretInGroups('JBSWY3DPEHPK3PXP')).toBe('JBSW Y3DP EHPK 3PXP');
});
