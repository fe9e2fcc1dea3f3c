import * as fc from 'fast-check';
import { addMonths, type CalendarDay, day } from '../../kernel/calendar-day.js';
import { type Period, period, periodText } from '../../kernel/period.js';
import { type DipOptions, type DipPoint, type NoDipReading, readDip, type ReadDip } from './dip.js';
import {
  dipStanding,
  type DipStanding,
  fallOver,
  isPastNote,
  noteOn,
  usualLengths,
  type WrittenDip,
} from './dip-state.js';
import { turnedWorth } from './dip-words.js';

/** Twelve values of mean 11 whose ranges are all 2: s = 2 / 1.128 = 1.773. */
const before = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12];
const s = 2 / 1.128;
/** A value that lies so many deviations from the level. */
const at = (z: number): number => 11 + z * s;

const monthly = (values: readonly (number | null)[], from = '2020-01-01'): DipPoint[] =>
  values.map((value, index) => ({
    on: { start: addMonths(day(from), index), precision: 'month' },
    value,
    isWithheld: false,
    startsScale: false,
  }));

const options = (more: Partial<DipOptions> = {}): DipOptions => ({
  trigger: day('2021-01-01'),
  asOf: day('2022-01-10'),
  polarity: 'higher',
  frequency: 'month',
  lagDays: null,
  ...more,
});

const month = (text: string): Period => period(text);

/** After the trigger, in deviations; the day of reading is ten days into the month after the last. */
function read(zs: readonly (number | null)[], more: Partial<DipOptions> = {}): ReadDip | NoDipReading {
  const sign = more.polarity === 'lower' ? -1 : 1;
  const values = [...before, ...zs.map((z) => (z === null ? null : at(sign * z)))];
  return readDip(monthly(values), options({ asOf: endOf(zs.length), ...more }));
}
const endOf = (count: number): CalendarDay => addMonths(day('2021-01-10'), count);

function reading(zs: readonly (number | null)[], more: Partial<DipOptions> = {}): ReadDip {
  const told = read(zs, more);
  if (told.is === 'none') throw new Error(told.because);
  return told;
}

const times = (z: number, count: number): number[] => Array.from({ length: count }, () => z);

describe('a measure after the trigger of a failure', () => {
  it('has its level and spread from the twelve values before, ranges that are signals themselves left out', () => {
    const { baseline } = reading([0, 0, 0]);
    expect(baseline).toMatchObject({ mean: 11, count: 12, rangesScreened: 0 });
    expect(baseline.spread).toBeCloseTo(s, 12);
    expect([periodText(baseline.from), periodText(baseline.to)]).toEqual(['2020-01', '2020-12']);
    const older = readDip(monthly([900, 1, ...before, at(0), at(0), at(0)], '2019-11-01'), options());
    expect(older).toMatchObject({ is: 'none', because: 'stopped', before: { baseline: { mean: 11, count: 12 } } });
  });

  it('has not fallen while the sum stays within five', () => {
    // 0.45 a month: 4.95 after eleven, 5.4 after twelve.
    expect(reading(times(-0.95, 11))).toMatchObject({ position: 'never_fell', falls: [] });
    expect(reading(times(-0.95, 12)).position).toBe('low');
    expect(reading([0, 0, 0]).position).toBe('never_fell');
  });

  it('falls with the value with which the sum passes five, from the first value after the sum was nothing', () => {
    // C: 0.5, 0 | 1.5, 3, 4.5, 6.
    const { position, falls } = reading([-1, 0, -2, -2, -2, -2]);
    expect(position).toBe('low');
    expect(falls).toMatchObject([{ startedOn: month('2021-03'), foundOn: month('2021-06'), turnedOn: null }]);
  });

  it('has its trough in the middle of the three values in a row with the lowest mean', () => {
    const [fall] = reading([-2, -2, -2, -2, -4, -3, -4, -2]).falls;
    expect(fall?.trough?.on).toEqual(month('2021-06'));
    expect(fall?.trough?.z).toBeCloseTo(-11 / 3, 12);
    expect(reading([0, 0, -6]).falls).toMatchObject([{ trough: null }]);
  });

  it('has turned when rises from the trough pass five', () => {
    const down = [-2, -2, -3, -3, -3, -2];
    // From the trough of −3 in April: 0 (May), 0.5 (June), and 0.6 more a month: 4.7 after seven, 5.3 after eight.
    expect(reading([...down, ...times(-1.9, 7)]).position).toBe('low');
    const turned = reading([...down, ...times(-1.9, 8)]);
    expect(turned.position).toBe('turned');
    expect(turned.falls).toMatchObject([
      { trough: { on: month('2021-04') }, turnedOn: month('2022-02'), backOn: null },
    ]);
  });

  it('has not turned any more when it falls lower still', () => {
    const turned = [-2, -2, -3, -3, -3, ...times(-1, 6)];
    expect(reading(turned).position).toBe('turned');
    expect(reading([...turned, -5, -5, -5])).toMatchObject({ position: 'low', falls: [{ turnedOn: null }] });
  });

  it('is back when three means of three in a row are at the level or above, and may fall again', () => {
    const back = [-3, -3, -3, -1, 0, 0, 0, 0];
    expect(reading(back).position).not.toBe('back');
    const told = reading([...back, 0]);
    expect(told).toMatchObject({ position: 'back', falls: [{ backOn: month('2021-09') }] });
    const again = reading([...back, 0, -3, -3, -3]);
    expect(again.position).toBe('low');
    expect(again.falls.map(({ startedOn }) => periodText(startedOn))).toEqual(['2021-01', '2021-10']);
  });

  it('is better when the last seven values are above the level, whether or not it fell', () => {
    expect(reading(times(0.1, 6)).position).toBe('never_fell');
    expect(reading(times(0.1, 7)).position).toBe('better');
    expect(reading([-3, -3, -3, ...times(0.1, 7)]).position).toBe('better');
    expect(reading([...times(0.1, 7), 0]).position).toBe('never_fell');
  });

  it('is read with up as better, whichever way the measure counts', () => {
    const zs = [-1, 0, -2, -2, -2, -2];
    expect(reading(zs, { polarity: 'lower' }).falls.map(({ foundOn }) => foundOn)).toEqual([month('2021-06')]);
    expect(reading(zs, { polarity: 'lower' }).after[0]?.value).toBeGreaterThan(11);
  });

  it('counts a period as before when its middle lies before the day of the trigger', () => {
    const points = monthly([...before, at(0), at(0), at(0), at(0)]);
    const early = readDip(points, options({ trigger: day('2021-01-15'), asOf: endOf(4) }));
    const late = readDip(points, options({ trigger: day('2021-01-16'), asOf: endOf(4) }));
    expect([early, late].map((told) => (told.is === 'read' ? periodText(told.baseline.to) : told.because))).toEqual([
      '2020-12',
      '2021-01',
    ]);
  });
});

describe('missing numbers', () => {
  it('of up to two periods are passed over', () => {
    const told = reading([-2, null, null, -2, -2, -2]);
    expect(told.gap).toBeNull();
    expect(told.falls).toMatchObject([{ startedOn: month('2021-01'), foundOn: month('2021-06') }]);
  });

  it('of more periods begin the reading again after them, and it says so', () => {
    const told = reading([-2, -2, -2, null, null, null, -2, -2, -2]);
    expect(told.gap).toEqual({ after: month('2021-03'), before: month('2021-07') });
    expect(told.falls).toEqual([]);
    expect(reading([null, null, null, 0, 0, 0]).gap).toEqual({ after: month('2020-12'), before: month('2021-04') });
  });

  it('begin the baseline again too', () => {
    const series = [1, 900, 1, null, null, null, ...before.slice(0, 6), 11, 11, 11];
    const told = readDip(monthly(series), options({ asOf: endOf(3) }));
    expect(told).toMatchObject({ is: 'read', baseline: { count: 6, mean: 11, from: month('2020-07') } });
  });

  it('take no range across them', () => {
    const told = readDip(
      monthly([10, 12, 10, null, 30, 32, 30, 11, 11, 11], '2020-06-01'),
      options({ asOf: endOf(3) }),
    );
    expect(told.is === 'read' && told.baseline.spread).toBeCloseTo(s, 12);
  });
});

describe('a measure of which nothing is said', () => {
  const none = (told: ReadDip | NoDipReading) => (told.is === 'none' ? told : null);

  it('has no better way', () => {
    expect(none(read([0, 0, 0], { polarity: 'neither' }))).toEqual({ is: 'none', because: 'no-direction' });
  });

  it('has fewer than six numbers before the trigger, or fewer than three after it', () => {
    const short = readDip(monthly([...before.slice(0, 5), 11, 11, 11], '2020-08-01'), options({ asOf: endOf(3) }));
    expect(none(short)).toEqual({ is: 'none', because: 'too-few-before', count: 5, gap: null });
    expect(none(read([0, 0]))).toEqual({ is: 'none', because: 'too-few-after', count: 2, gap: null });
    expect(none(read([-2, -2, -2, null, null, null, -2]))).toMatchObject({
      because: 'too-few-after',
      count: 1,
      gap: { after: month('2021-03'), before: month('2021-07') },
    });
    expect(none(readDip([], options()))).toMatchObject({ because: 'too-few-before', count: 0 });
  });

  it('did not vary before the trigger', () => {
    const flat = readDip(monthly([...times(5, 12), 5, 4, 3]), options({ asOf: endOf(3) }));
    expect(none(flat)).toEqual({ is: 'none', because: 'no-variation' });
  });

  it('has a withheld number in its baseline', () => {
    const points = monthly([...before, 11, 11, 11]).map((point, index) =>
      index === 4 ? { ...point, value: null, isWithheld: true } : point,
    );
    expect(none(readDip(points, options({ asOf: endOf(3) })))).toEqual({ is: 'none', because: 'withheld' });
  });

  it('changed its scale after the trigger; what was before it is told', () => {
    const points = monthly([...before, ...times(at(-3), 3), 500, 510, 500]).map((point, index) =>
      index === 15 ? { ...point, startsScale: true } : point,
    );
    expect(none(readDip(points, options({ asOf: endOf(6) })))).toMatchObject({
      because: 'new-scale',
      on: month('2021-04'),
      before: { position: 'low', falls: [{ startedOn: month('2021-01') }] },
    });
  });

  it('counts no number of an older scale before the trigger', () => {
    const points = monthly([500, 510, 500, ...before.slice(0, 6), 11, 11, 11], '2020-04-01').map((point, index) =>
      index === 3 ? { ...point, startsScale: true } : point,
    );
    expect(readDip(points, options({ asOf: endOf(3) }))).toMatchObject({ baseline: { count: 6, mean: 11 } });
  });

  it('has had no number for more than two periods that are due', () => {
    expect(read([-3, -3, -3], { asOf: day('2021-06-14'), lagDays: 14 }).is).toBe('read');
    expect(none(read([-3, -3, -3], { asOf: day('2021-07-14'), lagDays: 14 }))).toMatchObject({
      because: 'stopped',
      on: month('2021-03'),
      before: { position: 'low' },
    });
    expect(read([-3, -3, -3], { asOf: day('2021-07-14'), lagDays: 40 }).is).toBe('read');
  });
});

describe('how it stands', () => {
  const note = (more: Partial<WrittenDip> = {}): WrittenDip => ({
    id: 'note',
    writtenOn: day('2020-12-01'),
    months: 12,
    limitValue: at(-4),
    ...more,
  });
  function standing(
    zs: readonly (number | null)[],
    more: Partial<Parameters<typeof dipStanding>[1]> & { readonly frequency?: DipOptions['frequency'] } = {},
  ): DipStanding {
    return dipStanding(reading(zs), {
      asOf: endOf(zs.length),
      polarity: 'higher',
      safetyCritical: false,
      written: [],
      lengths: usualLengths,
      ...more,
    });
  }

  it('is a dip for up to 12 months, a long dip for up to 18, then a decline', () => {
    expect(standing(times(-2, 6))).toMatchObject({ state: 'dip', months: { months: 5.8, uncertainty: 0.5 } });
    expect(standing(times(-2, 12)).state).toBe('dip');
    expect(standing(times(-2, 13)).state).toBe('long_dip');
    expect(standing(times(-2, 17))).toMatchObject({ state: 'long_dip', unsure: false });
    expect(standing(times(-2, 19))).toMatchObject({ state: 'decline', because: 'length', unsure: false });
  });

  it('is left open where the month of its beginning does not say whether it is 18 months', () => {
    expect(standing(times(-2, 18))).toMatchObject({ state: 'long_dip', unsure: true });
  });

  it('is a decline at once past what was written down: deeper, or longer', () => {
    const written = [note()];
    expect(standing([-2, -3, -3], { written }).state).toBe('dip');
    expect(standing([-2, -3, -5], { written })).toMatchObject({ state: 'decline', because: 'past-its-limit' });
    const short = [note({ months: 3 })];
    expect(standing(times(-2, 6), { written: short })).toMatchObject({ state: 'decline', because: 'past-its-limit' });
  });

  it('is a decline at the first signal where it is critical to safety, whatever was written down', () => {
    expect(standing([-3, -3, -3], { safetyCritical: true, written: [note()] })).toMatchObject({
      state: 'decline',
      because: 'safety-critical',
    });
    expect(standing([0, 0, 0], { safetyCritical: true }).state).toBe('no_dip');
  });

  it('is turned, back or better as the reading says', () => {
    expect(standing([-2, -2, -3, -3, -3, ...times(-1, 6)]).state).toBe('turned');
    expect(standing([-3, -3, -3, -1, 0, 0, 0, 0, 0]).state).toBe('back');
    expect(standing(times(0.5, 7)).state).toBe('better');
  });

  it('is held by the latest note before the fall that still ran, otherwise by the first after it', () => {
    const [fall] = reading(times(-2, 6)).falls;
    if (!fall) throw new Error('No fall');
    const dated = (writtenOn: string, months = 12) => note({ id: writtenOn, writtenOn: day(writtenOn), months });
    const first = (...notes: WrittenDip[]) => {
      const found = noteOn(fall, notes);
      return found && [found.note.id, found.wasFirst];
    };
    expect(first()).toBeNull();
    expect(first(dated('2020-06-01'), dated('2020-12-31'), dated('2021-03-01'))).toEqual(['2020-12-31', 'yes']);
    expect(first(dated('2019-06-01'))).toBeNull();
    expect(first(dated('2021-01-01'))).toEqual(['2021-01-01', 'unsure']);
    expect(first(dated('2021-03-01'), dated('2021-02-01'))).toEqual(['2021-02-01', 'no']);
  });

  it('stays within a note when it turned before the note ran out, however late that was known', () => {
    const [fall] = reading([-2, -2, -3, -3, -3, ...times(-1, 6)]).falls;
    if (!fall) throw new Error('No fall');
    expect(periodText(fallOver(fall) ?? month('1900'))).toBe('2021-04');
    const at10 = { asOf: day('2021-12-10'), polarity: 'higher' } as const;
    expect(isPastNote(fall, note({ months: 5 }), at10)).toBe(false);
    expect(isPastNote(fall, note({ months: 3 }), at10)).toBe(true);
  });
});

describe('every reading', () => {
  const zs = fc.array(fc.double({ min: -6, max: 6, noNaN: true }), { minLength: 3, maxLength: 30 });

  it('is the same when every date moves by the same days', () => {
    // Four years are 1461 days, so that months stay months.
    fc.assert(
      fc.property(zs, fc.integer({ min: -4, max: 4 }), (values, fourYears) => {
        const series = [...before, ...values.map(at)];
        const moved = addMonths(day('2020-01-01'), 48 * fourYears);
        const told = readDip(monthly(series), options({ asOf: endOf(values.length) }));
        const later = readDip(
          monthly(series, moved),
          options({
            trigger: addMonths(day('2021-01-01'), 48 * fourYears),
            asOf: addMonths(endOf(values.length), 48 * fourYears),
          }),
        );
        const zsOf = (one: ReadDip | NoDipReading) =>
          one.is === 'read' && [
            one.position,
            one.falls.map((fall) => fall.values.map(({ z }) => z)),
            one.after.map(({ z }) => z),
          ];
        expect(zsOf(later)).toEqual(zsOf(told));
      }),
    );
  });

  it('is the same in another unit: it depends on deviations alone', () => {
    fc.assert(
      fc.property(
        zs,
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: -1000, max: 1000 }),
        (values, times, plus) => {
          const points = monthly([...before, ...values.map(at)]);
          const scaled = points.map((point) => ({ ...point, value: (point.value ?? 0) * times + plus }));
          const opts = options({ asOf: endOf(values.length) });
          const [told, other] = [readDip(points, opts), readDip(scaled, opts)];
          if (told.is !== 'read' || other.is !== 'read') throw new Error('No reading');
          for (const [index, { z }] of told.after.entries()) expect(other.after[index]?.z).toBeCloseTo(z, 6);
        },
      ),
    );
  });

  it('has falls in order, each found no earlier than it began, and only the last one open', () => {
    fc.assert(
      fc.property(zs, (values) => {
        const { falls } = reading(values);
        for (const fall of falls) expect(fall.foundOn.start >= fall.startedOn.start).toBe(true);
        const earlier = falls
          .slice(0, -1)
          .map(({ backOn }, index) => [backOn?.start, falls[index + 1]?.startedOn.start]);
        for (const [back, next] of earlier) expect((back ?? '') < (next ?? '')).toBe(true);
        expect(falls.slice(0, -1).every(({ backOn }) => backOn !== null)).toBe(true);
      }),
    );
  });
});

describe('what “turned” is worth', () => {
  it.each([
    [3, 'said of 24 in 100 measures that fell and stay low for 12 months'],
    [12, 'said of 24 in 100 measures that fell and stay low for 12 months'],
    [12.1, 'said of 42 in 100 measures that fell and stay low for 18 months'],
    [60, 'said of 85 in 100 measures that fell and stay low for 60 months'],
    [61, 'said of more than 85 in 100 measures that fell and stay low for longer than 60 months'],
  ])('%s months after the fall began is the rate of those months', (months, words) => {
    expect(turnedWorth(months)).toBe(words);
  });
});
