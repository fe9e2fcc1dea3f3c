import { day } from '../../kernel/calendar-day.js';
import { period, periodText } from '../../kernel/period.js';
import { type EntryRules, type HeldValue, planEntry, readNumber, type TypedValue } from './value-entry.js';

const rules: EntryRules = {
  unit: '%',
  kind: 'share',
  frequency: 'month',
  today: day('2026-11-26'),
  status: 'final',
  isPublic: true,
};
const typed = (more: Partial<TypedValue> = {}): TypedValue => ({
  row: 1,
  period: '2026-10',
  value: '',
  numerator: '',
  denominator: '',
  flag: '',
  note: '',
  jump: '',
  ...more,
});
const held = (more: Partial<HeldValue> = {}): HeldValue => ({
  on: period('2026-10'),
  edition: 1,
  value: 80,
  numerator: null,
  denominator: null,
  status: 'final',
  flag: null,
  isForBoard: false,
  ...more,
});
const planned = (row: Partial<TypedValue>, before: readonly HeldValue[] = [], more: Partial<EntryRules> = {}) =>
  planEntry([typed(row)], before, { ...rules, ...more });

describe('a number as people write it', () => {
  it.each([
    ['83', 83],
    [' 83.25% ', 83.25],
    ['1,234', 1234],
    ['1 234 567', 1234567],
    ['£6.26', 6.26],
    ['-£3', -3],
    ['\u22123', -3],
    ['1,23', null],
    ['12a', null],
    ['', null],
    ['1e5', null],
    ['.5', null],
    ['12 34', null],
  ])('%j', (text, number) => {
    expect(readNumber(text)).toBe(number);
  });
});

describe('a row that cannot stand', () => {
  it.each<[string, Partial<TypedValue>, Partial<EntryRules>, string, string]>([
    ['no period', { period: '', value: '5' }, { frequency: 'irregular' }, 'period', 'period-missing'],
    ['no such period', { period: 'May', value: '5' }, {}, 'period', 'period-unreadable'],
    ['a quarter of a monthly measure', { period: '2026-Q2', value: '5' }, {}, 'period', 'period-of-another-length'],
    ['a month that is not over', { period: '2026-11', value: '5' }, {}, 'period', 'period-not-over'],
    ['words for a number', { value: 'many' }, {}, 'value', 'value-not-a-number'],
    ['more than all', { value: '100.1' }, {}, 'value', 'value-not-a-percentage'],
    ['less than none', { value: '-1' }, {}, 'value', 'value-not-a-percentage'],
    ['people below zero', { value: '-1' }, { kind: 'people', unit: 'children' }, 'value', 'value-below-zero'],
    ['half a person', { value: '2.5' }, { kind: 'people', unit: 'children' }, 'value', 'value-not-whole'],
    ['a note without a number', { note: 'late' }, {}, 'value', 'value-missing'],
    ['a number beside its absence', { value: '5', flag: 'x' }, {}, 'value', 'value-beside-letter'],
    ['a share that is another', { value: '80', numerator: '3', denominator: '4' }, {}, 'value', 'value-not-the-share'],
    ['half a numerator', { value: '80', numerator: '2.5', denominator: '4' }, {}, 'numerator', 'numerator-not-a-count'],
    ['words for a denominator', { value: '80', denominator: 'all' }, {}, 'denominator', 'denominator-not-a-count'],
    ['a numerator alone', { value: '80', numerator: '4' }, {}, 'denominator', 'numerator-alone'],
    ['more than there are', { numerator: '6', denominator: '4' }, {}, 'numerator', 'numerator-too-large'],
    ['a letter that means nothing', { value: '5', flag: 'q' }, {}, 'flag', 'flag-unknown'],
    ['too many words', { value: '5', note: 'x'.repeat(501) }, {}, 'note', 'note-too-long'],
    ['words that name somebody', { value: '5', note: 'Child A, born 3 May 2014' }, {}, 'note', 'words-of-a-person'],
    ['a reason that names somebody', { value: '5', jump: 'NHS number 943 476 5919' }, {}, 'jump', 'words-of-a-person'],
    ['few people told to everyone', { value: '5', note: 'Two children moved away' }, {}, 'note', 'words-of-few'],
  ])('%s', (_name, row, more, field, problem) => {
    expect(planned(row, [], more)).toEqual({
      writes: [],
      problems: [expect.objectContaining({ row: 1, field, problem })],
    });
  });

  it('is the second for one period', () => {
    const { writes, problems } = planEntry([typed({ value: '5' }), typed({ row: 2, value: '6' })], [], rules);
    expect(writes).toHaveLength(1);
    expect(problems).toMatchObject([{ row: 2, field: 'period', problem: 'period-twice' }]);
  });
});

describe('what is written', () => {
  it('may tell a board of few people', () => {
    const note = 'Two children moved away';
    expect(planned({ value: '5', note }, [], { isPublic: false }).writes).toMatchObject([{ note }]);
  });

  it('is nothing of an empty row', () => {
    expect(planned({})).toEqual({ writes: [], problems: [] });
  });

  it('is a share worked out from who is in it', () => {
    expect(planned({ numerator: '2', denominator: '3' }).writes).toMatchObject([
      { value: 66.67, numerator: 2, denominator: 3, status: 'final', flag: null, edition: 1 },
    ]);
  });

  it('is a share that parts from its numerator by rounding only', () => {
    expect(planned({ value: '67', numerator: '2', denominator: '3' }).writes).toMatchObject([{ value: 67 }]);
  });

  it.each([['c'], ['x'], ['z'], ['k'], ['X']])('may be the letter %s without a number', (flag) => {
    expect(planned({ flag }).writes).toMatchObject([{ value: null, flag: flag.toLowerCase() }]);
  });

  it('keeps a letter beside its number', () => {
    expect(planned({ value: '5', flag: 'b' }).writes).toMatchObject([{ value: 5, flag: 'b' }]);
  });
});

describe('provisional, final, revised', () => {
  const status = (row: Partial<TypedValue>, before: HeldValue[], says: EntryRules['status']) =>
    planned(row, before, { status: says }).writes.map((write) => [write.status, write.flag, write.edition]);

  it.each<[string, Partial<TypedValue>, HeldValue[], EntryRules['status'], unknown]>([
    ['a first number may be provisional', { value: '80' }, [], 'provisional', [['provisional', 'p', 1]]],
    ['one row may be, where the others are final', { value: '80', flag: 'p' }, [], 'final', [['provisional', 'p', 1]]],
    [
      'it becomes final as it stands',
      { value: '80' },
      [held({ status: 'provisional' })],
      'final',
      [['final', null, 2]],
    ],
    ['or with another number', { value: '82' }, [held({ status: 'provisional' })], 'final', [['final', null, 2]]],
    [
      'or stays provisional with another',
      { value: '82' },
      [held({ status: 'provisional' })],
      'provisional',
      [['provisional', 'p', 2]],
    ],
    [
      'the same said twice is written once',
      { value: '80' },
      [held({ status: 'provisional', flag: 'p' })],
      'provisional',
      [],
    ],
    ['a final number said again is not written', { value: '80' }, [held()], 'final', []],
    [
      'a final number that changes is revised',
      { value: '82', note: 'Late cases' },
      [held()],
      'final',
      [['revised', 'r', 2]],
    ],
    ['and is never provisional again', { value: '82', note: 'Late' }, [held()], 'provisional', [['revised', 'r', 2]]],
    [
      'a revised one is revised again',
      { value: '85', note: 'Later' },
      [held({ status: 'revised', edition: 2 })],
      'final',
      [['revised', 'r', 3]],
    ],
  ])('%s', (_name, row, before, says, expected) => {
    expect(status(row, before, says)).toEqual(expected);
  });

  it('is opened for everybody as it stands', () => {
    const before = [held({ isForBoard: true })];
    expect(planned({ value: '80' }, before).writes).toMatchObject([{ status: 'final', flag: null, edition: 2 }]);
    expect(planned({ value: '80' }, before, { isPublic: false }).writes).toEqual([]);
  });

  it('needs words for a revision', () => {
    const { writes, problems } = planned({ value: '82' }, [held()]);
    expect(writes).toEqual([]);
    expect(problems).toMatchObject([{ field: 'note', problem: 'revision-unexplained' }]);
    expect(problems[0]?.on && periodText(problems[0].on)).toBe('2026-10');
  });
});
