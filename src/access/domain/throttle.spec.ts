import { countedAddress, limitOfAccount, mayGuess, windowStart } from './throttle.js';

describe('guessing', () => {
  it('is allowed ten times and no more', () => {
    expect(mayGuess(limitOfAccount.password, 9)).toBe(true);
    expect(mayGuess(limitOfAccount.password, 10)).toBe(false);
    expect(mayGuess(limitOfAccount.password, 200)).toBe(false);
  });

  it('is allowed five times for a one-time code', () => {
    expect(mayGuess(limitOfAccount.code, 4)).toBe(true);
    expect(mayGuess(limitOfAccount.code, 5)).toBe(false);
  });

  it('is forgotten after five minutes', () => {
    expect(windowStart(limitOfAccount.password, '2026-11-23T09:05:00.000Z')).toBe('2026-11-23T09:00:00.000Z');
  });
});

describe('the address that is counted', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    [undefined, 'unknown'],
  ])('of %s is %s', (remote, counted) => {
    expect(countedAddress(remote)).toBe(counted);
  });
});
