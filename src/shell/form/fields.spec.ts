import { DayBoxes, Decimal, Each, fieldsOf, Many, Prose, Secret, Text, Tick, Version, Whole } from './fields.js';
import type { Posted } from './posted.js';

class Example {
  @DayBoxes({ label: 'Date due', required: 'Enter the date this is due' })
  due: string;

  @DayBoxes({ label: 'Date', orLess: true })
  about: string | null;

  @Text({ required: 'Enter the name', max: 10, label: 'Name' })
  name: string;

  @Prose({ min: 5, label: 'Reason' })
  reason: string | null;

  @Secret({ required: 'Enter your password' })
  password: string;

  @Whole({ label: 'Days', min: 1, max: 90 })
  days: number | null;

  @Decimal({ label: 'Target', required: 'Enter the target' })
  target: number;

  @Many(['a', 'b'], { required: 'Select at least one' })
  letters: string[];

  @Each({ max: 5, label: 'A word' })
  words: string[];

  @Tick()
  sure: boolean;

  @Version()
  version: number;
}

const read = (field: string, posted: Posted) => fieldsOf(Example.prototype).get(field)?.read(posted);
const due = (day: string, month: string, year: string, field = 'due') =>
  read(field, { [`${field}-day`]: day, [`${field}-month`]: month, [`${field}-year`]: year });

describe('three boxes for a day', () => {
  it.each([
    ['27', '3', '2019', '2019-03-27'],
    ['29', '2', '2024', '2024-02-29'],
    ['1', 'March', '2020', '2020-03-01'],
    [' 1 ', 'mar', '2020', '2020-03-01'],
  ])('read %s %s %s as %s', (day, month, year, value) => {
    expect(due(day, month, year)).toEqual({ value });
  });

  it.each([
    ['', '', '', 'Enter the date this is due'],
    ['', '', '2020', 'Date due must include a day and month'],
    ['1', '', '', 'Date due must include a month and year'],
    ['1', '2', '', 'Date due must include a year'],
    ['29', '2', '2025', 'Date due must be a real date'],
    ['31', '4', '2025', 'Date due must be a real date'],
    ['0', '4', '2025', 'Date due must be a real date'],
    ['1', '13', '2025', 'Date due must be a real date'],
    ['1', 'soon', '2025', 'Date due must be a real date'],
    ['1', '1', '25', 'Date due: year must have 4 numbers'],
    ['1e0', '1', '2025', 'Date due must be a real date'],
  ])('refuse %j %j %j in words', (day, month, year, error) => {
    expect(due(day, month, year)).toEqual({ error });
  });

  it('keep less than a day where less may be known, and only whole parts of it', () => {
    expect(due('', '3', '2018', 'about')).toEqual({ value: '2018-03' });
    expect(due('', '', '2018', 'about')).toEqual({ value: '2018' });
    expect(due('', '', '', 'about')).toEqual({ value: null });
    expect(due('9', '', '2018', 'about')).toEqual({ error: 'Date must include a month' });
  });
});

describe('a line of words', () => {
  it.each([
    [' North \t wick ', { value: 'North wick' }],
    ['Council', { value: 'Council' }],
    ['', { error: 'Enter the name' }],
    ['   ', { error: 'Enter the name' }],
    ['A name of many letters', { error: 'Name must be 10 characters or less' }],
    ['A\u0000B\u001b[1m', { value: 'AB[1m' }],
  ])('%j', (text, reading) => {
    expect(read('name', { name: text })).toEqual(reading);
  });
});

describe('other fields', () => {
  it('hold prose to its least length, keep its lines, and let it be empty', () => {
    expect(read('reason', { reason: 'no' })).toEqual({ error: 'Reason must be 5 characters or more' });
    expect(read('reason', { reason: 'one\r\ntwo\rthree ' })).toEqual({ value: 'one\ntwo\nthree' });
    expect(read('reason', {})).toEqual({ value: null });
  });

  it('take a password exactly as it was typed', () => {
    expect(read('password', { password: '  a b  ' })).toEqual({ value: '  a b  ' });
  });

  it.each([
    ['12', { value: 12 }],
    ['', { value: null }],
    ['1e1', { error: 'Days must be a whole number' }],
    ['1.5', { error: 'Days must be a whole number' }],
    ['91', { error: 'Days must be between 1 and 90' }],
    ['0', { error: 'Days must be between 1 and 90' }],
  ])('read the number %j', (text, reading) => {
    expect(read('days', { days: text })).toEqual(reading);
  });

  it.each([
    ['1,234.5', { value: 1234.5 }],
    ['\u22123', { value: -3 }],
    ['85', { value: 85 }],
    ['', { error: 'Enter the target' }],
    ['85%', { error: 'Target must be a number' }],
    ['1e3', { error: 'Target must be a number' }],
  ])('read the number %j, which need not be whole', (text, reading) => {
    expect(read('target', { target: text })).toEqual(reading);
  });

  it('take what was offered, once each, and nothing else', () => {
    expect(read('letters', { letters: ['a', 'b', 'a'] })).toEqual({ value: ['a', 'b'] });
    expect(read('letters', { letters: 'b' })).toEqual({ value: ['b'] });
    expect(read('letters', {})).toEqual({ error: 'Select at least one' });
    expect(read('letters', { letters: 'c' })).toEqual({ malformed: true });
    expect(read('sure', { sure: 'yes' })).toEqual({ value: true });
    expect(read('sure', {})).toEqual({ value: false });
    expect(read('sure', { sure: 'on' })).toEqual({ malformed: true });
    expect(read('version', { version: '3' })).toEqual({ value: 3 });
    expect(read('version', { version: '-3' })).toEqual({ malformed: true });
    expect(read('version', {})).toEqual({ malformed: true });
  });

  it('read nothing that an object has of itself', () => {
    expect(read('name', Object.create({ name: 'inherited' }) as Posted)).toEqual({ error: 'Enter the name' });
  });
});

describe('boxes alike in a row', () => {
  it.each([
    [['one', '', ' two '], { value: ['one', '', 'two'] }],
    ['alone', { value: ['alone'] }],
    [[], { value: [] }],
    [['one', 'too long'], { error: 'A word must be 5 characters or less' }],
  ] as const)('read %j in their order', (words, reading) => {
    expect(read('words', { words })).toEqual(reading);
  });

  it('are no more than a page of ours has', () => {
    expect(read('words', { words: Array.from({ length: 201 }, () => 'a') })).toEqual({ malformed: true });
  });
});
