import { placeOf } from './place.js';

describe('where a request comes from', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    [undefined, 'unknown'],
  ])('%s is counted as %s', (ip, expected) => expect(placeOf({ ip })).toBe(expected));
});
