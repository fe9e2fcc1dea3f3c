import { period } from '../../kernel/period.js';
import { actOf, knownColumns, linksOf, whenText } from './keeping.js';

describe('keeping a fact', () => {
  it('writes a date exactly as it is known', () => {
    expect(['2018', '2018-Q2', '2018-03', '2018-03-09'].map((text) => whenText(period(text)))).toEqual([
      '2018',
      '2018-Q2',
      '2018-03',
      '2018-03-09',
    ]);
    expect(whenText(null)).toBeNull();
  });

  it('takes silence for not known and not verified', () =>
    expect(knownColumns({})).toEqual({ knownOn: null, verified: 0, inferred: 0, note: null }));

  it('links each record to its own sources, in their order', () =>
    expect(
      linksOf(
        'inspection',
        [{ sources: [{ sourceId: 'a' }, { sourceId: 'b', page: '4' }] }, {}, { sources: [{ sourceId: 'c' }] }],
        ['one', 'two', 'three'],
      ),
    ).toEqual([
      { sourceId: 'a', recordKind: 'inspection', recordId: 'one', position: 0 },
      { sourceId: 'b', page: '4', recordKind: 'inspection', recordId: 'one', position: 1 },
      { sourceId: 'c', recordKind: 'inspection', recordId: 'three', position: 0 },
    ]));

  it('tells the trail all of one record and the number of many', () => {
    expect(actOf('source.added', 'source', [{ id: 'a', ref: 'SO-0001' }], [{ title: 'T' }])).toEqual({
      action: 'source.added',
      entity: 'source',
      entityId: 'a',
      after: { title: 'T', ref: 'SO-0001' },
    });
    expect(
      actOf(
        'source.added',
        'source',
        [
          { id: 'a', ref: 'SO-0001' },
          { id: 'b', ref: 'SO-0002' },
        ],
        [{}, {}],
      ),
    ).toEqual({
      action: 'source.added',
      entity: 'source',
      entityId: '2 records',
      after: { records: 2, from: 'SO-0001', to: 'SO-0002' },
      subjects: [
        { entity: 'source', entityId: 'a' },
        { entity: 'source', entityId: 'b' },
      ],
    });
  });
});
