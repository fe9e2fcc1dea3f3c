import * as fc from 'fast-check';
import { addDays, day } from '../../kernel/calendar-day.js';
import { onDay, period } from '../../kernel/period.js';
import { type FoundThing, recurrencesIn, surprisesIn } from './findings-in-time.js';

const found = (id: string, inspectionId: string, on: string | null, more: Partial<FoundThing> = {}): FoundThing => ({
  id,
  inspectionId,
  text: id,
  area: 'help',
  cause: 'practice',
  on: on === null ? null : period(on),
  ...more,
});

describe('findings that come again', () => {
  it('are of the same area and the same cause in another inspection', () => {
    const findings = [
      found('third', 'b', '2023-02'),
      found('first', 'a', '2019-05-08'),
      found('second', 'a', '2019-05-08'),
      found('elsewhere', 'b', '2023-02', { area: 'care' }),
      found('otherwise', 'b', '2023-02', { cause: 'money' }),
    ];
    const { groups, ...counts } = recurrencesIn(findings);
    expect(groups.map((group) => group.found.map(({ id }) => id))).toEqual([['first', 'second', 'third']]);
    expect(counts).toEqual({ again: 1, compared: 5, notCompared: 0 });
  });

  it('are none where all stand in one inspection', () => {
    expect(recurrencesIn([found('one', 'a', '2019'), found('two', 'a', '2019')])).toMatchObject({
      groups: [],
      again: 0,
    });
  });

  it('compare nothing without an area, a cause or a date', () => {
    const findings = [
      found('one', 'a', '2019'),
      found('no area', 'b', '2020', { area: null }),
      found('no cause', 'b', '2020', { cause: null }),
      found('no date', 'b', null),
    ];
    expect(recurrencesIn(findings)).toMatchObject({ groups: [], compared: 1, notCompared: 3 });
  });

  it('put what was found last at the top', () => {
    const findings = [
      found('help 1', 'a', '2015'),
      found('help 2', 'b', '2019'),
      found('care 1', 'a', '2015', { area: 'care' }),
      found('care 2', 'c', '2022', { area: 'care' }),
    ];
    expect(recurrencesIn(findings).groups.map((group) => group.found.at(-1)?.id)).toEqual(['care 2', 'help 2']);
  });

  it('are not changed when every date moves by the same days', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9_000, max: 9_000 }), (days) => {
        const moved = (['2015-03-01', '2019-05-08', '2022-07-01'] as const).map((on, place) => ({
          ...found(`${place}`, `${place}`, null),
          on: onDay(addDays(day(on), days)),
        }));
        expect(recurrencesIn(moved)).toMatchObject({ again: 2, compared: 3 });
      }),
    );
  });
});

describe('surprises', () => {
  const tied = (findingId: string, writtenOn: string) => ({
    findingId,
    planRef: 'PL-0001',
    ref: `MS-${writtenOn}`,
    title: 'A front door that answers',
    writtenOn: day(writtenOn),
  });
  const findings = ['one', 'two', 'three', 'four'].map((id) => found(id, 'a', '2024-01-10'));

  it('are findings whose first action was written once inspectors had published', () => {
    const actions = [
      tied('one', '2023-11-01'),
      tied('one', '2024-03-01'),
      tied('two', '2024-01-10'),
      tied('three', '2024-02-01'),
    ];
    const { told, ...counts } = surprisesIn(findings, actions);
    expect(told.map(({ finding, is, action }) => [finding.id, is, action.ref])).toEqual([
      ['one', 'known', 'MS-2023-11-01'],
      ['two', 'surprise', 'MS-2024-01-10'],
      ['three', 'surprise', 'MS-2024-02-01'],
    ]);
    expect(counts).toEqual({ surprises: 2, of: 3, untold: 1 });
  });

  it('are not told of what nobody tied: that may have been known', () => {
    expect(surprisesIn(findings, [])).toEqual({ told: [], surprises: 0, of: 0, untold: 4 });
  });

  it('are not told where the date of publication is not exact enough', () => {
    const inexact = [found('one', 'a', '2024-01')];
    expect(surprisesIn(inexact, [tied('one', '2024-01-15')])).toMatchObject({
      of: 0,
      untold: 1,
      told: [{ is: 'unsure' }],
    });
    expect(surprisesIn(inexact, [tied('one', '2023-12-31')])).toMatchObject({ surprises: 0, of: 1 });
    expect(surprisesIn(inexact, [tied('one', '2024-02-01')])).toMatchObject({ surprises: 1, of: 1 });
  });

  it('do not change with actions that are tied to something else', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -900, max: 900 })), (days) => {
        const others = days.map((moved) => tied('another', addDays(day('2024-01-10'), moved)));
        const own = [tied('one', '2023-11-01'), tied('two', '2024-02-01')];
        expect(surprisesIn(findings, [...own, ...others])).toEqual(surprisesIn(findings, own));
      }),
    );
  });
});
