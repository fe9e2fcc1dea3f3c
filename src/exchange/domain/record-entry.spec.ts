import { day } from '../../kernel/calendar-day.js';
import {
  areasLeftOpen,
  dateFault,
  type EntryBody,
  type EventEntry,
  type JudgementEntry,
  stepEntry,
} from './record-entry.js';

const today = day('2026-11-23');

const says: JudgementEntry = {
  framework: 'ofsted_ilacs_2018',
  type: 'full',
  subject: 'Children’s services',
  unit: null,
  startedOn: '2019-03',
  endedOn: '2019-03-15',
  publishedOn: '2019-05-08',
  overallLabel: null,
  headline: null,
  reportUrl: null,
  areas: [],
};
const judgement = (change: Partial<JudgementEntry>): EntryBody => ({ kind: 'judgement', says: { ...says, ...change } });
const event = (change: Partial<EventEntry>): EntryBody => ({
  kind: 'event',
  says: { kind: 'incident', occurredOn: '2019', knownOn: null, text: 'It burned', significant: true, ...change },
});

describe('the dates of an entry', () => {
  it.each([
    [judgement({}), null],
    [judgement({ startedOn: '2019', endedOn: null, publishedOn: '2019' }), null],
    [judgement({ publishedOn: '2026-11-24' }), { field: 'publishedOn', because: 'after-today' }],
    [judgement({ publishedOn: '2019-03-14' }), { field: 'publishedOn', because: 'before-the-other' }],
    [judgement({ endedOn: '2019-02' }), { field: 'endedOn', because: 'before-the-other' }],
    [event({}), null],
    [event({ knownOn: '2019-03' }), null],
    [event({ knownOn: '2018' }), { field: 'knownOn', because: 'before-the-other' }],
    [event({ occurredOn: '2027' }), { field: 'occurredOn', because: 'after-today' }],
  ])('%j gives %j', (entry, expected) => expect(dateFault(entry, today)).toEqual(expected));
});

describe('the areas of an entry', () => {
  const areas = [
    { key: 'overall', conditional: false },
    { key: 'leadership', conditional: false },
    { key: 'six_form', conditional: true },
  ];

  it('are all judged, apart from those that need not be', () => {
    expect(areasLeftOpen('full', areas, [{ area: 'overall' }])).toEqual(['leadership']);
    expect(areasLeftOpen('full', areas, [{ area: 'overall' }, { area: 'leadership' }])).toEqual([]);
    expect(areasLeftOpen('monitoring', areas, [])).toEqual([]);
  });
});

describe('the steps of an entry', () => {
  const entry = { state: 'written', recordedBy: 'AC-0001', editedBy: 'AC-0002' };

  it.each([
    ['publish', 'written', 'AC-0003', 'published'],
    ['publish', 'written', 'AC-0001', 'own-entry'],
    ['publish', 'written', 'AC-0002', 'own-entry'],
    ['publish', 'returned', 'AC-0003', 'not-now'],
    ['publish', 'published', 'AC-0003', 'not-now'],
    ['publish', 'dropped', 'AC-0003', 'not-now'],
    ['give-back', 'written', 'AC-0003', 'returned'],
    ['give-back', 'written', 'AC-0001', 'own-entry'],
    ['give-back', 'returned', 'AC-0003', 'not-now'],
    ['rewrite', 'returned', 'AC-0001', 'written'],
    ['rewrite', 'written', 'AC-0003', 'written'],
    ['rewrite', 'published', 'AC-0001', 'not-now'],
    ['rewrite', 'dropped', 'AC-0001', 'not-now'],
    ['drop', 'written', 'AC-0001', 'dropped'],
    ['drop', 'returned', 'AC-0003', 'dropped'],
    ['drop', 'published', 'AC-0003', 'not-now'],
  ] as const)('%s of one that is %s, by %s: %s', (step, state, by, expected) => {
    const result = stepEntry({ ...entry, state }, step, by);
    expect(result.ok ? result.value : result.error).toBe(expected);
  });
});
