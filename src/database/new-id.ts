import { randomUUID } from 'node:crypto';

const idsWithin = 0x1000;
const places = Array.from({ length: idsWithin }, (_, place) => place.toString(16).padStart(3, '0'));
let moment = 0;
let place = 0;
let beginning = '';
let end = '';

/**
 * A new id that sorts after all that this process gave before: a UUID of version 7 (RFC 9562, section 5.7), which begins
 * with the time in milliseconds and goes on with a counter within it (6.2, method 1) and 62 bits that are drawn anew for
 * each millisecond. A table whose key it is, and every index over it, grows at its end, where random keys write each page
 * of each index time and again once there are a hundred thousand of them. Two processes never give the same one: they
 * would have to draw the same bits within the same millisecond. An id is no secret: whether somebody may see a record is
 * asked elsewhere.
 */
export function newId(): string {
  place += 1;
  const now = Date.now();
  // More than 4,096 within a millisecond, or a clock that was put back: the time runs ahead a little.
  if (now > moment || place === idsWithin) {
    moment = Math.max(now, moment + 1);
    place = 0;
    const time = moment.toString(16).padStart(12, '0');
    beginning = `${time.slice(0, 8)}-${time.slice(8)}-7`;
    // What stands behind the version in a random one: its variant and its random bits.
    end = randomUUID().slice(18);
  }
  return beginning + places[place] + end;
}
