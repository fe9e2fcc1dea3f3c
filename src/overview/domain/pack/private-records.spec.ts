import { privateRecords } from './private-records.js';

describe('which records an agenda takes in private', () => {
  const { reasonOf } = privateRecords(
    [
      { inPrivate: 'it concerns a person', source: { kind: 'milestone', id: 'MS-0003' } },
      { inPrivate: 'talks go on', source: { kind: 'challenges', id: 'RV-0003' } },
      { inPrivate: 'a contract', source: { kind: 'date_request', id: 'DR-0001' } },
      { inPrivate: 'nothing on the record', source: null },
      { inPrivate: null, source: { kind: 'decision', id: 'DE-0001' } },
    ],
    new Map([['DR-0001', 'MS-0009']]),
  );

  it.each([
    ['MS-0003', [], 'it concerns a person'],
    ['MS-0009', [], 'a contract'],
    ['CH-0004', ['challenges'], 'talks go on'],
    ['CH-0004', [], null],
    ['DE-0001', [], null],
    ['MS-0001', ['due_milestones'], null],
  ])('%s of %p: %p', (ref, kinds, reason) => {
    expect(reasonOf(ref, ...kinds)).toBe(reason);
  });
});
