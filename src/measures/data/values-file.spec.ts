import { mostLines, periodAsWritten, readValuesFile, textOfFile } from './values-file.js';

const read = (text: string) => readValuesFile(text);

describe('a file of numbers', () => {
  it('is read by its headings, in any order and with the words that people use', () => {
    expect(read('Note,Month,Value,Flag,Team\r\nlate,2026-04,"1,234",p,North\r\n\r\n,2026-05,7,,\r\n')).toEqual({
      ok: true,
      ignored: ['Team'],
      rows: [
        {
          row: 2,
          period: '2026-04',
          value: '1,234',
          numerator: '',
          denominator: '',
          flag: 'p',
          note: 'late',
          jump: '',
        },
        { row: 3, period: '2026-05', value: '7', numerator: '', denominator: '', flag: '', note: '', jump: '' },
      ],
    });
  });

  it('may hold numerator and denominator instead of a value', () => {
    expect(read('period,numerator,denominator\n2026-04,3,4\n')).toMatchObject({ rows: [{ numerator: '3' }] });
  });

  it.each([
    ['', 'empty'],
    [' \n ', 'empty'],
    ['period,value\n', 'empty'],
    ['value\n7\n', 'no-period-column'],
    ['period,note\n2026-04,x\n', 'no-value-column'],
    ['period,value,Value\n2026-04,7,8\n', 'column-twice'],
    ['period,month,value\n2026-04,2026-04,8\n', 'column-twice'],
    ['period,value,note\n2026-04,7,"open\n', 'unbalanced-quotes'],
    [`period,value\n${'2026-04,7\n'.repeat(mostLines + 1)}`, 'too-many-lines'],
  ])('%j is refused: %s', (text, problem) => {
    expect(read(text)).toEqual({ ok: false, problem });
  });

  it('may be written with semicolons or tabs', () => {
    expect(read('period;value\n2026-04;7\n')).toMatchObject({ rows: [{ period: '2026-04', value: '7' }] });
    expect(read('period\tvalue\n2026-04\t7\n')).toMatchObject({ rows: [{ period: '2026-04', value: '7' }] });
  });
});

describe('a period as people write it', () => {
  it.each([
    ['Apr 2026', '2026-04'],
    ['April-26', '2026-04'],
    ['4/2026', '2026-04'],
    ['Q2 2026', '2026-Q2'],
    ['2026Q2', '2026-Q2'],
    ['2026-q2', '2026-Q2'],
    ['2026-04', '2026-04'],
    ['2026', '2026'],
    ['Foo 2026', 'Foo 2026'],
    ['13/2026', '2026-13'],
  ])('%s is %s', (text, expected) => {
    expect(periodAsWritten(text)).toBe(expected);
  });
});

describe('the bytes of a file', () => {
  it('are text with or without a mark, also as Excel saves it', () => {
    expect(textOfFile(Buffer.from('\uFEFFperiod', 'utf8'))).toBe('period');
    expect(textOfFile(Buffer.from([0xa3, 0x36]))).toBe('£6');
    expect(textOfFile(Buffer.from([0x50, 0x4b, 0x00, 0x04]))).toBeNull();
  });
});
