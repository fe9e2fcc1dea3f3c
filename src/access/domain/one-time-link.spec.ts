import { linkExpiry, linkState, looksLikeToken } from './one-time-link.js';

const made = '2026-11-23T09:00:00.000Z';
const link = { expiresAt: linkExpiry('reset', made), usedAt: null, revokedAt: null };

describe('a one-time link', () => {
  it.each([
    ['usable', link, '2026-11-23T10:00:00.000Z'],
    ['expired', link, '2026-11-23T10:00:00.001Z'],
    ['used', { ...link, usedAt: made }, made],
    ['revoked', { ...link, revokedAt: made }, made],
    ['used', { ...link, usedAt: made, revokedAt: made }, '2027-01-01T00:00:00.000Z'],
  ])('is %s', (state, times, now) => {
    expect(linkState(times, now)).toBe(state);
  });

  it('lasts a week for an invitation and a day when an administrator made it', () => {
    expect(linkExpiry('invitation', made)).toBe('2026-11-30T09:00:00.000Z');
    expect(linkExpiry('reset-by-administrator', made)).toBe('2026-11-24T09:00:00.000Z');
  });

  it.each([
    [true, 'A'.repeat(43)],
    [false, 'A'.repeat(42)],
    [false, `${'A'.repeat(42)}/`],
    [false, ''],
  ])('may be a token of ours: %s', (answer, text) => {
    expect(looksLikeToken(text)).toBe(answer);
  });
});
