import { FailureEpisode } from '../../src/episodes/data/episode.entity.js';
import { StructuralChange } from '../../src/interventions/data/intervention.entity.js';
import { day } from '../../src/kernel/calendar-day.js';
import { period, periodText } from '../../src/kernel/period.js';
import { Lesson7FactsQueries } from '../../src/lessons/data/lesson7-facts.queries.js';
import type { Reading } from '../../src/lessons/domain/signal.js';
import { LessonSignalsService } from '../../src/lessons/lesson-signals.service.js';
import { ExpectedDip, Measure, MeasureDefinition, MeasureValue } from '../../src/measures/data/measure.entity.js';
import { Organisation, PostHolding } from '../../src/organisations/data/organisation.entity.js';
import { Plan, PlanVersion } from '../../src/plans/data/plan.entity.js';
import { aMeasure, aMeasureValue, anEpisode, anOrganisation, aPost, kept, knownOn } from '../builders/record-rows.js';
import { aRun } from '../builders/signal-facts.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';

const forBoard = { ...kept, visibility: 'board' as const };
const at = (recordedAt: string) => ({ ...kept, recordedAt });

/** A number a month from March 2023: twelve before the trigger of March 2024, and a fall after it. */
const numbers = [70, 72, 70, 72, 70, 72, 70, 72, 70, 72, 70, 72, 70, 64, 63, 62, 61, 60];
const monthAt = (index: number) =>
  `${2023 + Math.floor((index + 2) / 12)}-${String(((index + 2) % 12) + 1).padStart(2, '0')}`;
/** It is known on the tenth of the month after, and recorded on the eleventh. */
const dayAfter = (index: number, date: string) => `${monthAt(index + 1)}-${date}`;

describe('the facts of lesson 7', () => {
  let record: TestRecord;

  beforeAll(async () => {
    record = await openTestRecord({ today: day('2026-11-23') });
    const { database: db } = record;
    await db.transaction(async () => {
      await db.insert(Organisation, [anOrganisation({ id: 'northwick', name: 'Northwick Council' })]);
      await db.insert(FailureEpisode, [
        anEpisode({
          id: 'episode',
          organisationId: 'northwick',
          triggerOn: '2024-03-01',
          triggerDay: '2024-03-01',
          known: knownOn('2024-03-01'),
          kept: at('2024-03-02T09:00:00.000Z'),
        }),
      ]);
      await db.insert(Measure, [
        aMeasure({
          id: 'visits',
          organisationId: 'northwick',
          name: 'Visits in time',
          frequency: 'month',
          lagDays: 10,
          kept: at('2023-03-01T09:00:00.000Z'),
        }),
        aMeasure({
          id: 'people',
          organisationId: 'northwick',
          name: 'Children hurt',
          kind: 'people',
          unit: 'children',
          smallNumbers: 1,
          role: 'outcome',
          polarity: 'neither',
          frequency: 'month',
        }),
        aMeasure({ id: 'inner', organisationId: 'northwick', name: 'For the board', kept: forBoard }),
      ]);
      await db.insert(MeasureValue, [
        ...numbers.map((value, index) =>
          aMeasureValue({
            id: `visits ${index}`,
            measureId: 'visits',
            position: index,
            occurredOn: monthAt(index),
            value,
            known: knownOn(dayAfter(index, '10')),
            kept: at(`${dayAfter(index, '11')}T09:00:00.000Z`),
          }),
        ),
        // June 2024 was put right a year later.
        aMeasureValue({
          id: 'visits 15 again',
          measureId: 'visits',
          position: 15,
          edition: 2,
          occurredOn: monthAt(15),
          value: 71,
          known: knownOn('2025-06-10'),
          kept: at('2025-06-11T09:00:00.000Z'),
        }),
        ...numbers.map((_value, index) =>
          aMeasureValue({
            id: `people ${index}`,
            measureId: 'people',
            position: index,
            occurredOn: monthAt(index),
            value: index === 5 ? 2 : 20 + (index % 2),
            known: knownOn(dayAfter(index, '10')),
          }),
        ),
        aMeasureValue({ id: 'inner 1', measureId: 'inner', occurredOn: '2024-05', value: 3, kept: forBoard }),
      ]);
      await db.insert(ExpectedDip, [
        {
          id: 'note',
          measureId: 'visits',
          writtenOn: '2024-03-20',
          months: 9,
          limitValue: 58,
          reason: 'People will look harder',
          decisionRef: null,
          kept: at('2024-05-05T09:00:00.000Z'),
        },
      ]);
      await db.insert(PostHolding, [
        aPost({
          id: 'old',
          organisationId: 'northwick',
          holderName: 'Old',
          startedOn: '2019-01-01',
          endedOn: '2024-04-30',
          known: knownOn('2019-01-01'),
        }),
        aPost({
          id: 'new',
          organisationId: 'northwick',
          holderName: 'New',
          startedOn: '2024-05-01',
          known: knownOn('2024-05-01'),
        }),
        aPost({
          id: 'other',
          organisationId: 'northwick',
          post: 'monitoring',
          startedOn: '2024-05-01',
          known: knownOn('2024-05-01'),
        }),
      ]);
      await db.insert(StructuralChange, [
        {
          id: 'change',
          organisationId: 'northwick',
          occurredOn: '2024-06',
          kind: 'reorganisation',
          text: 'Two services became one',
          reason: null,
          known: knownOn('2024-06'),
          kept,
        },
      ]);
      await db.insert(Plan, [
        { id: 'plan', ref: 'PL-0001', organisationId: 'northwick', episodeId: 'episode', title: 'Plan', kept },
      ]);
      await db.insert(
        PlanVersion,
        [
          { number: 1, agreedOn: '2024-03-20', ids: ['a', 'b', 'c'], state: 'superseded' },
          { number: 2, agreedOn: '2024-07-20', ids: ['a'], state: 'agreed' },
          { number: 3, agreedOn: null, ids: [], state: 'draft' },
        ].map(({ number, agreedOn, ids, state }) => ({
          id: `version ${number}`,
          planId: 'plan',
          number,
          baseNumber: number === 1 ? null : number - 1,
          state,
          proposedAt: null,
          agreedOn,
          decisionId: null,
          decisionRef: null,
          approvedBy: null,
          summaryOfChange: null,
          frozen: JSON.stringify({
            title: 'Plan',
            priorities: [],
            milestones: ids.map((id) => ({ id, state: 'open' })),
          }),
          kept: forBoard,
        })),
      );
      await db.insert(MeasureDefinition, [
        {
          id: 'definition',
          measureId: 'people',
          edition: 1,
          fromOn: null,
          text: 'All children',
          numerator: null,
          denominator: null,
          reason: null,
        },
      ]);
    });
  });
  afterAll(() => record.close());

  const reading = (more: Partial<Reading> = {}): Reading => ({
    asOf: day('2024-10-01'),
    mode: 'recorded',
    scope: 'board',
    ...more,
  });
  const facts = (more: Partial<Reading> = {}) =>
    record.get(Lesson7FactsQueries).of('episode', reading(more), aRun({ id: 'episode', bodies: ['northwick'] }));
  const measure = async (name: string, more: Partial<Reading> = {}) => {
    const found = (await facts(more)).measures.find(({ fact }) => fact.label === name);
    if (!found) throw new Error(`There is no measure ${name}`);
    return found;
  };
  const last = async (more: Partial<Reading>) => {
    const point = (await measure('Visits in time', more)).points.at(-1);
    return point && [periodText(point.on), point.value];
  };

  it('hold the numbers that were recorded, or could be known, by the day, or had come about by then', async () => {
    expect(await last({ asOf: day('2024-06-10') })).toEqual(['2024-04', 64]);
    expect(await last({ asOf: day('2024-06-10'), mode: 'known' })).toEqual(['2024-05', 63]);
    expect(await last({ asOf: day('2024-06-30'), mode: 'hindsight' })).toEqual(['2024-06', 71]);
  });

  it('hold the edition that stood on the day', async () => {
    const june = async (more: Partial<Reading>) =>
      (await measure('Visits in time', more)).points.find(({ on }) => periodText(on) === '2024-06')?.value;
    expect(await june({})).toBe(62);
    expect(await june({ asOf: day('2025-06-11') })).toBe(71);
    expect(await june({ mode: 'hindsight' })).toBe(71);
  });

  it('hold a note as from the day on which this record got it, or for which it was written', async () => {
    const written = async (more: Partial<Reading>) =>
      (await measure('Visits in time', more)).written.map(({ writtenOn }) => writtenOn);
    expect(await written({})).toEqual(['2024-05-05']);
    expect(await written({ mode: 'known' })).toEqual(['2024-03-20']);
    expect(await written({ asOf: day('2024-05-04') })).toEqual([]);
  });

  it('show everybody what everybody may read: no measure of the board, and no number of few people', async () => {
    const names = async (scope: Reading['scope']) =>
      (await facts({ scope, mode: 'known' })).measures.map(({ fact }) => fact.label);
    expect(await names('public')).toEqual(['Children hurt', 'Visits in time']);
    expect(await names('board')).toEqual(['For the board', 'Children hurt', 'Visits in time']);
    const few = async (scope: Reading['scope']) => (await measure('Children hurt', { scope, mode: 'known' })).points[5];
    expect(await few('public')).toMatchObject({ value: null, isWithheld: true });
    expect(await few('board')).toMatchObject({ value: 2 });
  });

  it('hold no values against limits that may not be shown', async () => {
    expect((await measure('Children hurt', { scope: 'public', mode: 'known' })).charted).toEqual([]);
    expect((await measure('Children hurt', { mode: 'known' })).charted.length).toBeGreaterThan(12);
  });

  it('hold new holders of leading posts, structural changes and agreed versions, in their order', async () => {
    const told = async (more: Partial<Reading>) => (await facts(more)).changes.map(({ fact }) => fact.label);
    expect(await told({ mode: 'known' })).toEqual([
      'Chief executive (Old)',
      'Chief executive (New)',
      'Two services became one',
      'Version 2 of PL-0001',
    ]);
    expect(await told({ mode: 'known', asOf: day('2024-05-15') })).toEqual([
      'Chief executive (Old)',
      'Chief executive (New)',
    ]);
    expect(await told({ mode: 'known', scope: 'public' })).not.toContain('Version 2 of PL-0001');
    const [dropped] = (await facts({ mode: 'known' })).changes.flatMap((one) => one.dropped ?? []);
    expect(dropped).toEqual({ count: 2, of: 3 });
  });

  it('give the signals that were worked out by hand', async () => {
    const read = await record.get(LessonSignalsService).readEpisode('episode', reading({ mode: 'known' }), [7]);
    const told = (read ?? []).map(({ key, outcome }) => [key, outcome.result, outcome.value]);
    // Mean 71, s = 2 / 1.128 = 1.773. March −0.56, April −3.9, May −4.5: C = 0.06, 3.5, 7.5, so a dip from March.
    // It was written down on 20 March, within the month in which it began. Within it a new chief executive, a structural
    // change and a plan that drops two of three: three changes of direction.
    expect(told).toEqual([
      ['L7.1', 'discuss', 1],
      ['L7.2', 'not_enough', null],
      ['L7.3', 'challenge', 3],
      ['L7.4', 'discuss', 0],
    ]);
    expect(read?.[0]?.outcome.notes[0]).toBe(
      `Visits in time fell from March 2024. It has been below its starting level for 6.6 ± 0.5 months. Dips of up to 12 months are common after a trigger.`,
    );
    expect(read?.[0]?.outcome.used[0]?.on).toEqual(period('2024-03-01'));
  });
});
