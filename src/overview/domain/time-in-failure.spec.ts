import { day } from '../../kernel/calendar-day.js';
import { caseFigures, type EpisodeDates, timeInFailure } from './time-in-failure.js';

const dates = (given: Partial<EpisodeDates>): EpisodeDates => ({
  triggerOn: '2010-12-17',
  derivedTriggerOn: null,
  notFailingOn: null,
  derivedNotFailingOn: null,
  recoveredOn: null,
  closedOn: null,
  ...given,
});

const today = day('2026-11-23');

describe('the time in failure', () => {
  it.each([
    [
      'the first judgement that was not failing, before any other end',
      { derivedNotFailingOn: '2013-02', notFailingOn: '2014', recoveredOn: '2012', closedOn: '2011' },
      'not-failing',
      26,
      0.5,
    ],
    [
      'such a judgement that a person recorded',
      { notFailingOn: '2013-02', recoveredOn: '2012' },
      'not-failing',
      26,
      0.5,
    ],
    ['the recovery, where nothing was judged', { recoveredOn: '2014-11-11', closedOn: '2015' }, 'recovered', 46.8, 0],
    ['the closing, where it never recovered', { closedOn: '2012' }, 'closed', 18.5, 6],
    ['today, while it is open', {}, 'open', 191.2, 0],
  ])('runs to %s', (_case, given, endKind, months, uncertainty) => {
    expect(timeInFailure(dates(given), today)).toMatchObject({ endKind, months: { months, uncertainty } });
  });

  it('begins with the trigger from judgements where there is one', () => {
    const time = timeInFailure(
      dates({ triggerOn: '2010', derivedTriggerOn: '2010-12-17', notFailingOn: '2013-02-15' }),
      today,
    );
    expect(time?.months).toEqual({ months: 26, uncertainty: 0 });
  });

  it('cannot be told without a trigger that can be read', () => {
    expect(timeInFailure(dates({ triggerOn: 'long ago' }), today)).toBeNull();
  });
});

describe('the figures of several episodes', () => {
  const lasting = (year: number): EpisodeDates =>
    dates({ triggerOn: '2010-01-01', derivedNotFailingOn: `${2010 + year}-01-01` });

  it('are the middle one of an odd number', () => {
    expect(caseFigures([lasting(1), lasting(5), lasting(2)])).toMatchObject({
      n: 3,
      median: { months: 24 },
      shortest: { months: 12 },
      longest: { months: 60 },
    });
  });

  it('are half-way between the two in the middle of an even number', () => {
    expect(caseFigures([lasting(1), lasting(2), lasting(4), lasting(9)]).median).toEqual({
      months: 36,
      uncertainty: 0,
    });
  });

  it('keep what the dates leave uncertain', () => {
    const vague = dates({ triggerOn: '2010', derivedNotFailingOn: '2013-02' });
    expect(caseFigures([vague]).median).toMatchObject({ uncertainty: 6.5 });
    expect(
      caseFigures([vague, dates({ triggerOn: '2010-07-01', derivedNotFailingOn: '2013-02-15' })]).median,
    ).toMatchObject({ uncertainty: 3.25 });
  });

  it('leave out, and count, what no judgement has ended', () => {
    expect(caseFigures([lasting(1), dates({}), dates({ recoveredOn: '2014' })])).toMatchObject({
      n: 1,
      leftOut: 2,
      median: { months: 12 },
    });
  });

  it('are none without a single known spell', () => {
    expect(caseFigures([dates({})])).toEqual({ n: 0, leftOut: 1, median: null, shortest: null, longest: null });
  });
});
