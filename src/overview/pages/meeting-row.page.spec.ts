import { day } from '../../kernel/calendar-day.js';
import type { DueRow } from '../domain/meeting.js';
import { rowParts, type RowsInput, slipWords } from './meeting-row.page.js';

const said = (over: object = {}) => ({
  words: 'Police have signed',
  byRef: 'AC-0009',
  byName: 'Ama Boateng',
  at: '2027-02-12T23:30:00.000Z',
  ...over,
});

const aRow = (over: Partial<DueRow> = {}): DueRow => ({
  id: 'm1',
  ref: 'MS-0001',
  planRef: 'PL-0001',
  title: 'Publish the threshold document',
  priority: 'One front door',
  ownerPost: 'Head of assessment',
  firstDue: day('2026-12-01'),
  currentDue: day('2027-03-31'),
  moves: 1,
  isStarted: true,
  isComplete: false,
  safetyCritical: false,
  stateWords: 'In progress',
  ownerRating: 'On track',
  recordRating: 'On track',
  recordRule: null,
  last: said(),
  here: null,
  evidence: [],
  version: 4,
  ...over,
});

const input: RowsInput = {
  reviewRef: 'RV-0001',
  reasons: [{ value: 'capacity', text: 'Not enough people' }],
  mayRecord: true,
  readerRef: 'AC-0004',
  tried: null,
  focusOn: null,
};

const one = (row: Partial<DueRow> = {}, more: Partial<RowsInput> = {}) => {
  const { rows, errors } = rowParts([aRow(row)], { ...input, ...more });
  const [part] = rows;
  if (!part) throw new Error('There is no row');
  return { part, errors };
};

describe('a row of the plan in a meeting', () => {
  it('shows both dates, how far they are apart, and the last words with whose they were', () => {
    const { part } = one();
    expect(part.dates).toEqual([
      { label: 'First date', text: '1\u00a0December\u00a02026', note: null },
      { label: 'Current date', text: '31\u00a0March\u00a02027', note: '120\u00a0days later, moved once' },
    ]);
    expect(part.last).toEqual({ words: 'Police have signed', by: 'Ama Boateng, 12\u00a0February\u00a02027' });
    expect(part.ratings).toBe('Owner and record say on track.');
  });

  it('asks for a choice, why, a line, and then saves, in this order', () => {
    const { form } = one().part;
    expect(form?.answer.radios?.options.map(({ text }) => text)).toEqual([
      'On track',
      'At risk',
      'Off track',
      'Action complete',
    ]);
    expect(form?.action).toBe('/reviews/RV-0001/meeting/updates/MS-0001');
    expect(form?.hidden).toEqual([{ name: 'version', value: '4' }]);
    expect([form?.answer.id, form?.reason.id, form?.note.id]).toEqual([
      'MS-0001-answer',
      'MS-0001-reason',
      'MS-0001-note',
    ]);
    expect(form?.answer.focused).toBe(false);
  });

  it('is where the keyboard begins when it is the next', () => {
    expect(one({}, { focusOn: 'MS-0001' }).part.form?.answer.focused).toBe(true);
    expect(one({}, { focusOn: 'MS-0002' }).part.form?.answer.focused).toBe(false);
  });

  it('says who saved it and when, by the clocks of the country, and stays as it is until somebody says otherwise', () => {
    const { part } = one({ here: { ...said({ at: '2027-07-12T09:42:00.000Z' }), answer: 'At risk' } });
    expect(part.saved).toEqual({
      answer: 'At risk',
      words: 'Police have signed',
      by: 'Saved by Ama Boateng at 10:42',
    });
    expect(part.form).toBeNull();
    expect(part.again?.action).toBe('/reviews/RV-0001/meeting/updates/MS-0001');
    const own = one({ here: { ...said({ byRef: 'AC-0004' }), answer: 'On track' } });
    expect(own.part.saved?.by).toBe('Saved by you at 23:30');
  });

  it('keeps what was typed, with its message, where the keyboard then is', () => {
    const tried = {
      ref: 'MS-0001',
      tried: { posted: { answer: 'at_risk', note: 'Waiting' }, errors: { reason: 'Select why it is at risk' } },
    };
    const { part, errors } = one({}, { tried, focusOn: 'MS-0001' });
    expect(part.form?.note.text?.value).toBe('Waiting');
    expect(part.form?.answer.radios?.options.find(({ chosen }) => chosen)?.value).toBe('at_risk');
    expect(part.form?.reason).toMatchObject({ error: 'Select why it is at risk', focused: true });
    expect(errors).toEqual([{ text: 'Select why it is at risk', href: '#MS-0001-reason' }]);
    expect(one({ ref: 'MS-0002' }, { tried }).errors).toEqual([]);
  });

  it('stays open with both versions where somebody saved first', () => {
    const tried = {
      ref: 'MS-0001',
      tried: { posted: { answer: 'at_risk', version: '3' }, errors: {}, conflict: { message: 'Changed', rows: [] } },
    };
    const { part } = one({ here: { ...said(), answer: 'On track' } }, { tried });
    expect(part.saved?.answer).toBe('On track');
    expect(part.form?.conflict?.message).toBe('Changed');
    expect(part.form?.hidden).toEqual([{ name: 'version', value: '4' }]);
    expect(part.again).toBeNull();
  });

  it('shows its forms to nobody who may not record', () => {
    const { part } = one({}, { mayRecord: false });
    expect([part.form, part.again]).toEqual([null, null]);
  });

  it('offers what lies with it as evidence, and whether work has begun only where it has not', () => {
    const evidence = [{ id: 'e1', title: 'Report', level: 'Output' }];
    expect(one({ evidence }).part.form?.evidence?.checkboxes?.options.map(({ value }) => value)).toEqual(['e1']);
    expect(one().part.form?.evidence).toBeNull();
    expect(one().part.form?.started).toBeNull();
    const fresh = one({ isStarted: false, stateWords: 'Not started' }).part;
    expect(fresh.form?.started?.checkboxes?.options.length).toBe(1);
    expect(fresh.tags).toEqual([{ text: 'Not started', colour: 'grey' }]);
  });

  it.each([
    [
      { ownerRating: 'On track', recordRating: 'Off track', recordRule: 'the date has passed' },
      'Owner says on track. The record says off track: the date has passed.',
    ],
    [{ ownerRating: null, recordRating: 'On track' }, 'Nobody has rated it. The record says on track.'],
    [
      { ownerRating: 'At risk', recordRating: 'At risk', recordRule: 'its date has moved 2 times' },
      'Owner and record say at risk: its date has moved 2 times.',
    ],
  ])('puts both ratings side by side: %j', (over, words) => {
    expect(one(over).part.ratings).toBe(words);
  });
});

it.each([
  [0, 0, 'as first agreed'],
  [92, 2, '92\u00a0days later, moved twice'],
  [-1, 3, '1\u00a0day earlier, moved 3\u00a0times'],
  [211, 0, '211\u00a0days later'],
])('%i days and %i moves read "%s"', (days, moves, words) => {
  expect(slipWords(days, moves)).toBe(words);
});
