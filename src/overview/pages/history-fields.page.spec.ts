import { formatMoment } from '../../shell/format.js';
import { changesOf, idsIn } from './history-fields.page.js';

const someId = '00000000-0000-4000-8000-000000000001';
const wanted = { entity: 'organisation', names: new Map([[someId, 'Northwick Council']]), onlyKnown: false };

const told = (before: object | null, after: object | null, change: Partial<typeof wanted> = {}) =>
  changesOf(
    { before: before && JSON.stringify(before), after: after && JSON.stringify(after) },
    { ...wanted, ...change },
  ).map((one) => [one.label, one.before, one.after]);

describe('what an act changed, in words', () => {
  it('is the old and the new value of each field that differs', () => {
    expect(
      told(
        { name: 'Northwick', region: 'london', openedOn: '2018-03', website: null, sector: 'councils' },
        {
          name: 'Northwick Council',
          region: 'south_east',
          openedOn: '2018-03-09',
          website: 'https://n.example',
          sector: 'councils',
        },
      ),
    ).toEqual([
      ['Name', 'Northwick', 'Northwick Council'],
      ['Region', 'London', 'South East'],
      ['Opened on', 'March\u00a02018', '9\u00a0March\u00a02018'],
      ['Website', 'Nothing', 'https://n.example'],
    ]);
  });

  it('says what was written first without an old value, and leaves out what is empty', () => {
    expect(told(null, { name: 'Northwick', region: null, kind: 'council', interim: true })).toEqual([
      ['Name', null, 'Northwick'],
      ['Kind', null, 'Council'],
      ['For the time being', null, 'Yes'],
    ]);
  });

  it('says what ids stand for, and nothing of what may not be known', () => {
    const other = someId.replace('1', '2');
    expect(told(null, { organisationId: someId, parentId: other })).toEqual([
      ['Organisation', null, 'Northwick Council'],
      ['Part of', null, 'A record that is not shown here'],
    ]);
  });

  it('reads a date with its precision, a list and a part within a part', () => {
    expect(
      told(null, {
        on: { start: '2018-04-01', precision: 'quarter' },
        sources: [{ sourceId: 'a' }, { sourceId: 'b' }],
        codes: [{ scheme: 'ons', value: 'E08000017', verified: false }],
        gaps: ['Who led it', 'When it closed'],
      }),
    ).toEqual([
      ['Date', null, 'April\u00a0to\u00a0June\u00a02018'],
      ['Sources', null, '2\u00a0sources'],
      ['Codes', null, 'Kind of code: ons; Value: E08000017; Checked against the source: No'],
      ['Not known', null, 'Who led it and When it closed'],
    ]);
  });

  it('says when something happened, to the minute, and who may read it', () => {
    expect(told(null, { publishedAt: '2025-12-04T10:00:00.000Z', visibility: 'public' })).toEqual([
      ['Published at', null, formatMoment('2025-12-04T10:00:00.000Z')],
      ['Visibility', null, 'Everyone'],
    ]);
  });

  it('leaves out what is about the line, and for everybody what nobody has named', () => {
    const after = { ref: 'OR-0001', subjects: { count: 2, sha256: 'x' }, secretThing: 'seen', name: 'Northwick' };
    expect(told(null, after)).toEqual([
      ['Secret thing', null, 'seen'],
      ['Name', null, 'Northwick'],
    ]);
    expect(told(null, after, { onlyKnown: true })).toEqual([['Name', null, 'Northwick']]);
  });

  it('finds the ids to ask for, each once', () => {
    expect(idsIn(`{"a":"${someId}","b":["${someId}","not-an-id"]}`, null)).toEqual([someId]);
  });
});
