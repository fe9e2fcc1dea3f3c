import { day } from '../../kernel/calendar-day.js';
import { checkKey, isOutOfOrder, isReviewLate, pairChecks, type RecordCheck, sinceLastLook } from './record-checks.js';

describe('dates out of order', () => {
  it.each([
    ['2026-03-09', '2026-03-08', true],
    ['2026-03-08', '2026-03-08', false],
    ['2026-03', '2026-03-01', false],
    ['2026-04', '2026-03-31', true],
    ['2026-03-31', '2026-Q1', false],
    ['2026-04-01', '2026-Q1', true],
    ['2026', '2026-01-01', false],
    ['2027', '2026-12', true],
    ['2026-02-30', '2026-03-01', true],
    ['2026-03-01', 'soon', true],
  ])('%s after %s: %s', (first, second, expected) => {
    expect(isOutOfOrder(first, second)).toBe(expected);
  });

  it('are told with both dates, and where to put them right', () => {
    const pair = {
      kind: 'milestone',
      organisationId: 'northwick',
      organisation: 'Northwick Council',
      about: 'MS-0001',
      at: 'MS-0001',
      within: 'PL-0001',
      firstIs: 'The start',
      first: '2026-05-01',
      secondIs: 'the date it is due',
      second: '2026-04-01',
    } as const;
    expect(pairChecks([pair, { ...pair, second: '2026-06-01' }])).toEqual([
      {
        rule: 'dates_out_of_order',
        organisationId: 'northwick',
        organisation: 'Northwick Council',
        about: 'MS-0001',
        message: 'The start (2026-05-01) lies after the date it is due (2026-04-01).',
        kind: 'milestone',
        at: ['PL-0001', 'MS-0001'],
        part: 'The start, the date it is due',
      },
    ]);
  });
});

describe('a review of an event', () => {
  it.each([
    ['2026-10-24', '2026-11-23', false],
    ['2026-10-23', '2026-11-23', true],
    ['2026-10', '2026-11-30', false],
    ['2026-10', '2026-12-01', true],
    ['some time', '2026-12-01', false],
  ])('of %s is late on %s: %s', (occurredOn, today, expected) => {
    expect(isReviewLate(occurredOn, day(today))).toBe(expected);
  });
});

describe('what changed since the last look', () => {
  const check = (about: string, more: Partial<RecordCheck> = {}): RecordCheck => ({
    rule: 'dates_out_of_order',
    organisationId: 'northwick',
    organisation: 'Northwick Council',
    about,
    message: 'The start lies after the end.',
    kind: 'inspection',
    at: [about],
    part: 'The start, the end',
    ...more,
  });
  const kept = (one: RecordCheck) => ({ organisationId: one.organisationId, checkKey: checkKey(one) });

  it('is what is seen for the first time and what is seen no more, whatever the words', () => {
    const [a, b, c] = [check('IN-0001'), check('IN-0002'), check('IN-0003')];
    const told = sinceLastLook([{ ...a, message: 'Other words' }, c], [kept(a), kept(b)]);
    expect(told).toEqual({ seen: [c], cleared: [kept(b)] });
  });

  it('parts two faults of one record, and the same fault of two bodies', () => {
    const a = check('IN-0001');
    const others = [
      check('IN-0001', { part: 'The end, publication' }),
      check('IN-0001', { organisationId: 'ashmere' }),
    ];
    expect(sinceLastLook([a, ...others], [kept(a)]).seen).toEqual(others);
  });
});
