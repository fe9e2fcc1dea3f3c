import * as fc from 'fast-check';
import { noCodebookFacts, noLesson6Facts as nothing } from '../../../../test/builders/no-signal-facts.js';
import { isChangedByNone, isMovedByNoDays, reader } from '../../../../test/builders/signal-properties.js';
import { aPiece } from '../../../../test/builders/some-learning.js';
import { someActions } from '../../../../test/builders/some-actions.js';
import { day } from '../../../kernel/calendar-day.js';
import { period } from '../../../kernel/period.js';
import { codebook, type CodebookFacts, readCodebook } from '../codebook.js';
import { fitForOthersToUse as signal } from './l6-4-fit-for-others-to-use.js';

const read = reader(signal, nothing);
const asOf = day('2026-06-01');
const on = (text: string, sourced = true) => ({ on: period(text), sourced });

/** A case that is over and that somebody wrote down with care. */
const full: CodebookFacts = {
  organisation: { name: 'Northwick', kind: 'council', sector: 'councils', region: 'north_west', sourced: true },
  size: { ...on('2025'), value: 4_200 },
  area: 'children',
  episodeSourced: true,
  firstWarning: on('2018-Q2'),
  trigger: { ...on('2019-05-08'), what: 'judgement' },
  gradeBefore: { ...on('2015-03-01'), what: 'Requires improvement' },
  gradeAtTrigger: { ...on('2019-05-08'), what: 'Inadequate', scale: 'Four grades' },
  firstPeer: { ...on('2019-02'), what: 'peer_challenge' },
  supportTrigger: { ...on('2018-01'), what: 'Two agency managers leave' },
  interventions: [{ ...on('2019-12-17'), level: 4 }],
  posts: [
    { ...on('2019-07'), post: 'director' },
    { ...on('2010-01'), post: 'chair' },
  ],
  structuralChanges: [{ ...on('2020-01'), what: 'A trust' }],
  meetings: [
    {
      id: 'meeting',
      ref: 'RV-0001',
      on: period('2020-02-01'),
      chair: null,
      room: [
        { independence: 'independent', isChair: false },
        { independence: 'elected', isChair: false },
      ],
    },
  ],
  planVersions: 2,
  actions: someActions({ practice: 3, culture: 1 }),
  notFailing: on('2023-05-11'),
  lastFailing: on('2022-01'),
  interventionEnd: on('2023-06'),
  recoveredOn: period('2023-05-11'),
  recoveryBasis: 'judgement',
  relapsedOn: null,
  watchUntil: day('2026-05-31'),
  close: null,
  sources: { count: 8, verified: 6 },
  asOf,
};
const statuses = (facts: CodebookFacts) =>
  Object.fromEntries(readCodebook(facts).map((one) => [one.field.key, one.reading]));

describe('the codebook', () => {
  it('has the 30 core fields, each once', () => {
    expect(codebook).toHaveLength(30);
    expect(new Set(codebook.map(({ key }) => key)).size).toBe(30);
    expect(codebook.filter(({ how }) => !how.endsWith('.'))).toEqual([]);
  });

  it('reads a case that is over', () => {
    expect(statuses(full)).toMatchObject({
      organisation: { status: 'filled', value: 'Northwick', sourced: true },
      first_warning: { value: '2018-Q2' },
      trigger: { value: '2019-05-08 judgement' },
      interventions: { value: '4 from 2019-12-17' },
      chief_officer_change: { value: 'yes 2019-07' },
      chair_change: { value: 'no' },
      board_independence: { value: '50%', sourced: true },
      lever_mix: { value: 'culture 1, practice 3' },
      relapse: { value: 'no' },
      competing_event: { value: 'no' },
      verified: { value: '75%' },
      deprivation: { status: 'not_recorded' },
      coders: { status: 'not_recorded' },
    });
  });

  it('asks nothing of a running case that cannot be known yet, and no grade of a notice', () => {
    const running = {
      ...full,
      notFailing: null,
      interventionEnd: null,
      recoveredOn: null,
      recoveryBasis: null,
      watchUntil: null,
    };
    expect(statuses(running)).toMatchObject({
      first_not_failing: { status: 'not_yet' },
      intervention_end: { status: 'not_yet' },
      recovery_basis: { status: 'not_yet' },
      relapse: { status: 'not_yet' },
      competing_event: { status: 'not_yet' },
      last_failing: { status: 'filled' },
    });
    const notice = { ...full, trigger: { ...on('2019-05-08'), what: 'formal_notice' }, gradeAtTrigger: null };
    expect(statuses(notice)).toMatchObject({
      grade_at_trigger: { status: 'not_applicable' },
      scale: { status: 'not_applicable' },
    });
    expect(statuses({ ...full, gradeAtTrigger: null }).grade_at_trigger).toEqual({ status: 'not_recorded' });
  });

  it('takes nothing that is not on record for a no', () => {
    const unknown = { ...full, posts: [], structuralChanges: [] };
    expect(statuses(unknown)).toMatchObject({
      chief_officer_change: { status: 'not_recorded' },
      chair_change: { status: 'not_recorded' },
      structural_change: { status: 'not_recorded' },
    });
    expect(statuses({ ...full, watchUntil: day('2030-05-11') }).relapse).toEqual({ status: 'not_yet' });
    expect(statuses({ ...full, relapsedOn: period('2025') }).relapse).toMatchObject({ value: 'yes 2025' });
    const early = { ...full, posts: full.posts.slice(1), trigger: { ...on('2026-01-01'), what: 'judgement' } };
    expect(statuses(early).chair_change).toEqual({ status: 'not_yet' });
  });
});

describe('fit for others to use', () => {
  it('is supported where nearly every field is filled and sourced, and names the rest', () => {
    const outcome = read({ codebook: full });
    expect(outcome).toMatchObject({
      result: 'supports',
      value: 28 / 30,
      n: 30,
      sentence: '93% of the facts researchers need are recorded with a source.',
    });
    expect(outcome.notes).toEqual([
      '28 of 30 core fields.',
      'Not on the record: deprivation decile at the trigger and coders 1 and 2.',
    ]);
  });

  it('is a matter to discuss where some rest on no source', () => {
    const bare = { ...full.organisation, sourced: false };
    const outcome = read({ codebook: { ...full, organisation: bare, episodeSourced: false } });
    expect(outcome).toMatchObject({ result: 'discuss', value: 23 / 30 });
    expect(outcome.notes[2]).toBe('Without a source: organisation, kind, sector, region and area.');
  });

  it('is a challenge of a record of which little was written down', () => {
    const outcome = read({ codebook: noCodebookFacts });
    expect(outcome.result).toBe('challenge');
    expect(outcome.notes.at(-1)).toMatch(/cannot be known yet or do not apply\.$/);
  });

  it('counts no field that cannot be known yet', () => {
    const running = {
      ...full,
      notFailing: null,
      interventionEnd: null,
      recoveredOn: null,
      recoveryBasis: null,
      watchUntil: null,
    };
    expect(read({ codebook: running })).toMatchObject({ result: 'supports', n: 25, value: 23 / 25 });
  });

  it('takes a date that is known by its year for one that is on record', () => {
    expect(read({ codebook: { ...full, firstWarning: on('2018') } })).toEqual(read({ codebook: full }));
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    // As restricted to the reading: help and the sign before it came to light years later.
    const known = { ...full, firstWarning: null, firstPeer: null, supportTrigger: null };
    expect(read({ codebook: known }, { mode: 'known' })).toMatchObject({ result: 'discuss', value: 25 / 30 });
    expect(read({ codebook: full }, { mode: 'hindsight' }).result).toBe('supports');
  });

  it('is changed by no learning that went out, and no date of it', () => {
    const more = fc
      .nat({ max: 9 })
      .map((count) => ({ shared: Array.from({ length: count }, () => aPiece('2026-01-01')) }));
    isChangedByNone(signal, { ...nothing, codebook: full }, { asOf, more });
    expect.hasAssertions();
  });

  it('is not changed when every date moves by the same days', () => {
    const dated = {
      ...full,
      firstWarning: on('2018-04-01'),
      posts: full.posts.map((one) => ({ ...one, ...on('2019-07-01') })),
    };
    isMovedByNoDays(signal, { ...nothing, codebook: dated }, asOf);
    expect.hasAssertions();
  });
});
