import {
  type CodedValue,
  codedFields,
  type CodingOf,
  comparable,
  compareCodings,
  finalValue,
  isCodedField,
  pairsOf,
  placeFor,
  seenBy,
} from './coding.js';

const value = (field: string, said: string | null, more: Partial<CodedValue> = {}): CodedValue => ({
  field,
  value: said,
  noValue: null,
  confidence: 'high',
  note: null,
  source: null,
  ...more,
});
const coding = (
  place: number,
  values: readonly CodedValue[] = [],
  state: CodingOf['state'] = 'finished',
): CodingOf => ({
  accountId: `coder-${place}`,
  place,
  state,
  values,
});

describe('coding a case', () => {
  it('has thirty fields, of which coders fill all but who they are', () => {
    expect(codedFields).toHaveLength(29);
    expect([isCodedField('trigger'), isCodedField('coders'), isCodedField('nonsense')]).toEqual([true, false, false]);
  });

  it.each<[string, string, readonly CodingOf[], number | string]>([
    ['the first is number 1', 'coder-1', [], 1],
    ['the second is number 2', 'coder-2', [coding(1)], 2],
    ['nobody begins twice', 'coder-1', [coding(1)], 'begun-already'],
    ['a third is refused', 'coder-3', [coding(1), coding(2)], 'two-already'],
  ])('is for two: %s', (_name, account, codings, place) => {
    expect(placeFor(account, codings)).toBe(place);
  });

  it.each<[string, string, readonly CodingOf[], readonly number[]]>([
    ['one’s own, while both code', 'coder-1', [coding(1, [], 'coding'), coding(2, [], 'coding')], [1]],
    ['one’s own, while the other still codes', 'coder-1', [coding(1), coding(2, [], 'coding')], [1]],
    ['one’s own, while one still codes oneself', 'coder-1', [coding(1, [], 'coding'), coding(2)], [1]],
    ['one’s own, before there is a second', 'coder-1', [coding(1)], [1]],
    ['both, when both have finished', 'coder-2', [coding(1), coding(2)], [1, 2]],
    ['nothing, for whoever codes neither', 'somebody', [coding(1), coding(2)], []],
  ])('shows %s', (_name, account, codings, places) => {
    expect(seenBy(account, codings).map(({ place }) => place)).toEqual(places);
  });
});

describe('two codings of a case', () => {
  it.each([
    [' Yes  2013-05', 'yes 2013-05', true],
    ['2013', '2013-05', false],
    ['Café', 'Cafe\u0301', true],
  ])('“%s” and “%s” are the same: %s', (a, b, same) => {
    expect(comparable(value('x', a)) === comparable(value('x', b))).toBe(same);
  });

  it('agree, differ, or have a field that one of them left out', () => {
    const fields = compareCodings(
      [
        coding(2, [
          value('trigger', '2010-12'),
          value('region', 'South East'),
          value('relapse', null, { noValue: 'not_yet' }),
        ]),
        coding(1, [
          value('trigger', '2010-12-17'),
          value('region', 'south east'),
          value('relapse', null, { noValue: 'not_yet' }),
          value('area', 'children'),
        ]),
      ],
      [{ field: 'trigger', value: '2010-12-17', reason: 'The report is dated' }],
    );
    const of = (key: string) => fields.find(({ field }) => field === key);
    expect(['trigger', 'region', 'relapse', 'area', 'kind'].map((key) => of(key)?.result)).toEqual([
      'differs',
      'agreed',
      'agreed',
      'one-only',
      'neither',
    ]);
    expect(of('trigger')?.first?.value).toBe('2010-12-17');
    expect(pairsOf(fields)).toHaveLength(3);
    expect(['trigger', 'region', 'relapse', 'area'].map((key) => finalValue(of(key)!))).toEqual([
      '2010-12-17',
      'south east',
      'not_yet',
      null,
    ]);
  });
});
