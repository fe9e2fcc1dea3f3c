import { type FactFate, piecesOf, recordOf, whyAdded, whyChanged, whyWithdrawn } from './comparison-changes.js';

const line = (key: string) => ({ key, ref: 'EP-0001', text: '' });
const fact = line('EP-0001 warning 4b1c');
const turn = line('EP-0001 turn not failing');
const saved = '2026-11-23T09:00:00.000Z';
const [earlier, later] = ['2026-11-01T09:00:00.000Z', '2026-11-25T09:00:00.000Z'];
const fate = (more: Partial<FactFate> = {}): FactFate => ({
  recordedAt: earlier,
  publishedAt: earlier,
  withdrawnAt: null,
  visibility: 'public',
  actedAt: null,
  ...more,
});

it('finds the record behind a line, and none behind a turn', () => {
  expect([recordOf(fact), recordOf(turn)]).toEqual([{ kind: 'warning', id: '4b1c' }, null]);
});

describe('why a comparison says something else', () => {
  it.each([
    ['was recorded since', fate({ recordedAt: later }), { why: 'recorded', at: later }],
    ['was made public since', fate({ publishedAt: later }), { why: 'published', at: later }],
    ['was on the record already', fate({ actedAt: later }), { why: 'belongs-now', at: later }],
    ['cannot be found', null, { why: 'belongs-now', at: null }],
  ])('of a fact that is new and %s', (_, found, why) => {
    expect(whyAdded(fact, found, saved)).toEqual(why);
  });

  it.each([
    ['the trail tells of an act on it', fate({ actedAt: later }), { why: 'edited', at: later }],
    ['the trail tells of none', fate(), { why: 'rests-on', at: null }],
  ])('of a fact that changed where %s', (_, found, why) => {
    expect(whyChanged(fact, found)).toEqual(why);
  });

  it.each([
    ['was taken back', fate({ withdrawnAt: later }), { why: 'taken-back', at: later }],
    ['is not public', fate({ visibility: 'board', actedAt: later }), { why: 'not-public', at: later }],
    ['is not there at all', null, { why: 'gone', at: null }],
    ['is on the record still', fate(), { why: 'belongs-no-more', at: null }],
  ])('of a fact that is shown no more and %s', (_, found, why) => {
    expect(whyWithdrawn(fact, found)).toEqual(why);
  });

  it('of a turn is that it follows from the facts', () => {
    for (const why of [whyAdded(turn, null, saved), whyChanged(turn, null), whyWithdrawn(turn, null)])
      expect(why).toEqual({ why: 'follows', at: null });
  });
});

describe('two texts of one fact', () => {
  it('are set against each other part by part', () => {
    expect(piecesOf('warning; 2005-01; A paper; verified', 'warning; 2005-02; A paper; verified')).toEqual([
      { same: 'warning' },
      { before: '2005-01', after: '2005-02' },
      { same: 'A paper' },
      { same: 'verified' },
    ]);
  });

  it.each([
    ['a; c', 'a; b; c', [{ same: 'a' }, { before: '', after: 'b' }, { same: 'c' }]],
    ['a; b', 'a; b; verified', [{ same: 'a' }, { same: 'b' }, { before: '', after: 'verified' }]],
    ['a; a', 'a', [{ same: 'a' }, { before: 'a', after: '' }]],
    ['x; y; z', 'q', [{ before: 'x; y; z', after: 'q' }]],
  ])('may have more parts than before: %s, %s', (before, after, pieces) => {
    expect(piecesOf(before, after)).toEqual(pieces);
  });
});
