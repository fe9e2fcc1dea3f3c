import { placeOf } from './place.js';

const from = (remoteAddress: string, told?: string): string =>
  placeOf({ socket: { remoteAddress }, headers: told === undefined ? {} : { 'x-forwarded-for': told } } as never);

describe('where a request comes from', () => {
  it.each([
    ['192.0.2.7', undefined, '192.0.2.7'],
    ['127.0.0.1', undefined, '127.0.0.1'],
    ['127.0.0.1', '198.51.100.4', '198.51.100.4'],
    ['::ffff:127.0.0.1', '203.0.113.9, 198.51.100.4', '198.51.100.4'],
    // Whoever is no proxy of ours may write what they like.
    ['192.0.2.7', '198.51.100.4', '192.0.2.7'],
    ['127.0.0.1', '', '127.0.0.1'],
  ])('of %s with %s is %s', (peer, told, place) => {
    expect(from(peer, told)).toBe(place);
  });
});
