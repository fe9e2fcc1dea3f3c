import { faultText, minutesToNext } from './sending.js';

describe('a letter that was not taken', () => {
  const away = { message: 'connect ECONNREFUSED', responseCode: null };

  it.each([
    [1, away, 1],
    [2, away, 5],
    [7, away, 1440],
    [8, away, null],
    [1, { message: 'try later', responseCode: 451 }, 1],
    [1, { message: 'no such mailbox', responseCode: 550 }, null],
  ])('is tried again after attempt %i, %o, in %s minutes', (attempts, fault, minutes) =>
    expect(minutesToNext(attempts, fault)).toBe(minutes),
  );

  it('says why in one line, and no password', () => {
    expect(faultText('cannot reach\n smtp://me:secret@mail.example:25')).toBe('cannot reach smtp://…@mail.example:25');
    expect(faultText('x'.repeat(900))).toHaveLength(500);
  });
});
