import { rowsIn, withoutRows } from './meeting-table.js';

const posted = {
  'MS-0001-answer': 'on_track',
  'MS-0001-note': '',
  'MS-0001-version': '3',
  'MS-0002-note': '  ',
  'MS-0002-version': '1',
  'MS-0003-evidence': ['one', 'two'],
  'MS-0003-version': '2',
};

it('parts what was posted into rows, and knows which say anything', () => {
  expect(rowsIn(posted, ['MS-0001', 'MS-0002', 'MS-0003', 'MS-0004'])).toEqual([
    { ref: 'MS-0001', posted: { answer: 'on_track', note: '', version: '3' }, isFilled: true },
    { ref: 'MS-0002', posted: { note: '  ', version: '1' }, isFilled: false },
    { ref: 'MS-0003', posted: { evidence: ['one', 'two'], version: '2' }, isFilled: true },
    { ref: 'MS-0004', posted: {}, isFilled: false },
  ]);
});

it.each(['MS-0009-answer', 'MS-0001-state', 'answer'])('takes nothing of a row that is not there: %s', (name) => {
  expect(rowsIn({ ...posted, [name]: 'on_track' }, ['MS-0001', 'MS-0002', 'MS-0003'])).toBeNull();
});

it('keeps what was typed of rows that are not saved', () => {
  expect(withoutRows(posted, new Set(['MS-0001', 'MS-0003']))).toEqual({
    'MS-0002-note': '  ',
    'MS-0002-version': '1',
  });
});
