import { rowOf } from './search-entry.js';

const entry = {
  kind: 'episode',
  recordId: '1',
  title: 'Ynys Môn: Children’s services',
  words: ['Ynys Môn', null, 'EP-0012'],
  address: 'EP-0012',
};

describe('an entry of the index', () => {
  it('keeps what is shown as it is written, and what is asked for folded', () => {
    expect(rowOf({ ...entry, on: '2018-Q2', note: 'Open' })).toEqual({
      kind: 'episode',
      recordId: '1',
      scope: 'public',
      address: 'EP-0012',
      shown: '{"title":"Ynys Môn: Children’s services","on":"2018-Q2","note":"Open"}',
      onDay: '2018-04-01',
      title: 'ynys mon childrens services',
      body: 'zzkindepisode zzscopepublic ynys mon childrens services ep 0012',
    });
  });

  it.each([
    ['2018', '2018-01-01'],
    ['2018-11', '2018-11-01'],
    ['2018-Q4', '2018-10-01'],
    ['2018-11-09', '2018-11-09'],
  ])('of %s stands at %s', (on, day) => expect(rowOf({ ...entry, on }).onDay).toBe(day));

  it('has words of a length that both databases take', () => {
    const { body } = rowOf({
      ...entry,
      title: 'x'.repeat(5000),
      words: [Array.from({ length: 5000 }, (_, n) => `w${n}`).join(' ')],
    });
    expect(body.split(' ')[2]).toHaveLength(60);
    expect(body.split(' ')).toHaveLength(602);
  });

  it('is for the eyes that it says', () =>
    expect(rowOf({ ...entry, scope: 'inspection:7' }).scope).toBe('inspection:7'));
});
