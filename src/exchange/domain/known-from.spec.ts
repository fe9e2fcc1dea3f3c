import { period } from '../../kernel/period.js';
import { knownFrom } from './known-from.js';

const from = (event: string | null, ...published: (string | null)[]) =>
  knownFrom(
    event === null ? null : period(event),
    published.map((on) => (on === null ? null : period(on))),
  );

describe('when something could be known', () => {
  it.each([
    ['the first source after it', '2014-09-30', ['2015-01', '2014-11-11', null], '2014-11-11'],
    ['a source of the year in which it happened', '2014-09-30', ['2014'], '2014'],
    ['never an earlier source', '2014-09-30', ['2014-08-31', '2016'], '2016'],
    ['the first of all for an event without a date', null, ['2016', '2012-03'], '2012-03'],
  ])('is %s', (_, event, published, expected) => expect(from(event, ...published)).toEqual(period(expected)));

  it('is not known without a dated source', () => expect(from('2014', null)).toBeNull());
});
