import { period } from '../../kernel/period.js';
import { isFirm, judgedOn } from './judgement.js';

const dates = (startedOn: string | null, endedOn: string | null, publishedOn: string | null) => ({
  startedOn: startedOn === null ? null : period(startedOn),
  endedOn: endedOn === null ? null : period(endedOn),
  publishedOn: publishedOn === null ? null : period(publishedOn),
});

describe('the date of a judgement', () => {
  it.each<[string | null, string | null, string | null, string, string]>([
    ['2010-11', null, '2010-12-17', '2010-12-17', 'its publication, known to the day'],
    ['2017-11', null, '2018-01', '2018-01', 'its publication, known to the month'],
    ['2010-11-17', '2010-11-18', null, '2010-11-18', 'the last day of the inspection, without a publication'],
    ['2013-02', null, '2013', '2013-02', 'the inspection, when the publication is known only to the year'],
    ['2013-02', '2013-03', '2013-Q2', '2013-03', 'the inspection, when the publication is known only to the quarter'],
    [null, null, '2025', '2025', 'a publication known only to the year, when there is nothing else'],
  ])('takes from %s to %s, published %s, the date %s: %s', (started, ended, published, expected) => {
    expect(judgedOn(dates(started, ended, published))).toEqual(period(expected));
  });

  it('is not known when no date is', () => {
    expect(judgedOn(dates(null, null, null))).toBeNull();
  });
});

describe('a firm judgement', () => {
  it('has a date and a framework that were read, not worked out', () => {
    expect(isFirm({ dateInferred: false, frameworkInferred: false })).toBe(true);
    expect(isFirm({ dateInferred: true, frameworkInferred: false })).toBe(false);
    expect(isFirm({ dateInferred: false, frameworkInferred: true })).toBe(false);
  });
});
