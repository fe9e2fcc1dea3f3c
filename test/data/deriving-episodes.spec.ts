import { sql } from '../../src/database/sql.js';
import { DerivingEpisodesService } from '../../src/episodes/deriving-episodes.service.js';
import { EpisodesService } from '../../src/episodes/episodes.service.js';
import { StandingsService } from '../../src/episodes/standings.service.js';
import { CorrectingInspectionsService } from '../../src/inspections/correcting-inspections.service.js';
import type { NewInspection } from '../../src/inspections/domain/new-inspection.js';
import { InspectionsService } from '../../src/inspections/inspections.service.js';
import { InterventionsService } from '../../src/interventions/interventions.service.js';
import { day } from '../../src/kernel/calendar-day.js';
import { Clock } from '../../src/kernel/clock.js';
import { period } from '../../src/kernel/period.js';
import type { OrganisationLinkType } from '../../src/vocabulary/domain/organisation-link-types.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';

const someone = { name: 'A record keeper', role: 'record keeper', requestId: null };

let record: TestRecord;
beforeAll(async () => {
  record = await openTestRecord({ today: day('2024-06-01') });
});
afterAll(() => record.close());

let bodies = 0;
async function body(parentId: string | null = null): Promise<string> {
  bodies += 1;
  const [made] = await record
    .get(OrganisationsService)
    .registerMany(someone, [
      { name: `Body ${bodies}`, kind: parentId ? 'council_service' : 'council', sector: 'councils', parentId },
    ]);
  return made?.id ?? '';
}

const judged = (
  organisationId: string,
  published: string,
  grade: string,
  more: Partial<NewInspection> = {},
): NewInspection => ({
  organisationId,
  framework: 'ofsted_ilacs_2018',
  inspectorateName: 'Ofsted',
  subject: 'Children’s services',
  type: 'full',
  graded: true,
  publishedOn: period(published),
  judgements: [{ area: 'overall', areaText: 'Overall effectiveness', grade, label: grade }],
  ...more,
});

async function judge(organisationId: string, ...said: readonly (readonly [string, string])[]): Promise<string[]> {
  const made = await record.get(InspectionsService).recordMany(
    someone,
    said.map(([published, grade]) => judged(organisationId, published, grade)),
  );
  return made.map(({ id }) => id);
}

const link = (fromId: string, type: OrganisationLinkType, toId: string): Promise<string[]> =>
  record.get(OrganisationsService).addLinks(someone, [{ fromId, toId, type }]);

type Row = {
  ref: string;
  title: string;
  triggerOn: string;
  derivedTriggerOn: string | null;
  notFailingOn: string | null;
  goodOn: string | null;
  relapseOf: string | null;
  state: string;
  watchUntil: string | null;
};
const episodesOf = (...organisationIds: readonly string[]): Promise<Row[]> =>
  record.database.rows<Row>(sql`
    SELECT failure_episode.ref, failure_episode.title, failure_episode.trigger_on AS "triggerOn",
           failure_episode.derived_trigger_on AS "derivedTriggerOn",
           failure_episode.derived_not_failing_on AS "notFailingOn", failure_episode.derived_good_on AS "goodOn",
           failure_episode.state, failure_episode.watch_until AS "watchUntil", earlier.ref AS "relapseOf"
      FROM failure_episode
      LEFT JOIN failure_episode AS earlier ON earlier.id = failure_episode.derived_relapse_of_id
     WHERE failure_episode.organisation_id IN (${organisationIds[0]}, ${organisationIds[1] ?? ''})
       AND failure_episode.withdrawn_at IS NULL
     ORDER BY failure_episode.trigger_day`);

const standingOf = async (organisationId: string): Promise<Record<string, unknown> | null> =>
  record.database.row(sql`
    SELECT organisation_standing.state, organisation_standing.episodes, organisation_standing.relapses,
           organisation_standing.open_episodes AS "openEpisodes", organisation_standing.latest_on AS "latestOn",
           organisation_standing.latest_label AS "latestLabel", organisation_standing.latest_band AS "latestBand"
      FROM organisation_standing
     WHERE organisation_standing.organisation_id = ${organisationId}`);

describe('deriving episodes when judgements are recorded', () => {
  it('opens, ends and follows them', async () => {
    const id = await body();
    await judge(id, ['2015-01-10', 'inadequate'], ['2017-01-10', 'requires_improvement'], ['2019-01-10', 'good']);
    await judge(id, ['2022-01-10', 'inadequate']);
    const [first, second] = await episodesOf(id);
    expect(first).toMatchObject({
      title: "Children's services, 2015",
      triggerOn: '2015-01-10',
      notFailingOn: '2017-01-10',
      goodOn: '2019-01-10',
      state: 'relapsed',
      relapseOf: null,
      watchUntil: '2024-01-10',
    });
    expect(second).toMatchObject({
      triggerOn: '2022-01-10',
      notFailingOn: null,
      state: 'open',
      relapseOf: first?.ref,
      watchUntil: null,
    });
    expect(await standingOf(id)).toMatchObject({
      state: 'in_failure',
      episodes: 2,
      openEpisodes: 1,
      relapses: 1,
      latestOn: '2022-01-10',
      latestBand: 'failing',
    });
  });

  it('keeps the reference of an episode when an earlier judgement of the same failure comes to light', async () => {
    const id = await body();
    await judge(id, ['2015-01-10', 'inadequate']);
    const [before] = await episodesOf(id);
    await judge(id, ['2013-01-10', 'inadequate']);
    expect(await episodesOf(id)).toMatchObject([
      { ref: before?.ref, triggerOn: '2013-01-10', title: "Children's services, 2013" },
    ]);
  });

  it('takes an episode off the record when nothing opens it any more, and brings it back when something does', async () => {
    const id = await body();
    const [inspectionId] = await judge(id, ['2015-01-10', 'inadequate']);
    const [before] = await episodesOf(id);
    const correct = (version: number, grade: string) =>
      record.get(CorrectingInspectionsService).correct(someone, {
        inspectionId: inspectionId ?? '',
        version,
        changes: { judgements: [{ area: 'overall', areaText: 'Overall', grade }] },
        what: 'The grade',
        why: 'Mistyped',
      });
    await correct(1, 'good');
    expect(await episodesOf(id)).toEqual([]);
    expect(await standingOf(id)).toMatchObject({ state: 'never_failed', episodes: 0 });
    await correct(2, 'inadequate');
    expect(await episodesOf(id)).toMatchObject([{ ref: before?.ref, state: 'open' }]);
  });

  it('counts a failure of a successor as a relapse, as soon as the two are linked', async () => {
    const [earlier, later] = [await body(), await body()];
    await judge(earlier, ['2015-01-10', 'inadequate'], ['2017-01-10', 'good']);
    await judge(later, ['2020-01-10', 'inadequate']);
    expect((await episodesOf(later))[0]).toMatchObject({ relapseOf: null });
    await link(earlier, 'replaced_by', later);
    const [first, second] = await episodesOf(earlier, later);
    expect(second).toMatchObject({ triggerOn: '2020-01-10', relapseOf: first?.ref });
  });

  it('gives a council the failure of the trust that delivers for it alone', async () => {
    const [council, trust] = [await body(), await body()];
    await link(trust, 'delivers_for', council);
    await judge(trust, ['2015-01-10', 'inadequate']);
    expect(await episodesOf(council)).toMatchObject([{ triggerOn: '2015-01-10' }]);
    expect(await standingOf(council)).toMatchObject({ state: 'in_failure', latestOn: '2015-01-10' });
  });

  it('tells how a council stands from its service', async () => {
    const council = await body();
    const service = await body(council);
    await judge(service, ['2015-01-10', 'inadequate'], ['2020-01-10', 'good']);
    expect(await standingOf(council)).toMatchObject({ state: 'watch', episodes: 1 });
    expect(await standingOf(service)).toMatchObject({ state: 'watch', episodes: 1 });
  });

  it('opens nothing on a date or a framework that was worked out', async () => {
    const id = await body();
    await record
      .get(InspectionsService)
      .recordMany(someone, [
        judged(id, '2015-01-10', 'inadequate', { dateInferred: true }),
        judged(id, '2016-01-10', 'inadequate', { frameworkInferred: true }),
      ]);
    expect(await episodesOf(id)).toEqual([]);
    expect(await standingOf(id)).toMatchObject({ state: 'never_failed' });
  });

  it('prints a grade of a part with the part', async () => {
    const id = await body();
    await record
      .get(InspectionsService)
      .recordMany(someone, [
        judged(id, '2015-01-10', 'good', { overallLabel: 'Good' }),
        judged(id, '2016-01-10', 'inadequate', { overallLabel: 'Inadequate', unit: 'fostering', area: 'children' }),
      ]);
    expect(await standingOf(id)).toMatchObject({ latestLabel: 'Inadequate (fostering)', latestOn: '2016-01-10' });
  });
});

describe('an episode that a person told', () => {
  it('takes over the one from judgements, keeps its reference, and is never overwritten by them', async () => {
    const id = await body();
    const [trigger] = await judge(id, ['2015-01-10', 'inadequate']);
    const [derived] = await episodesOf(id);
    const [told] = await record.get(EpisodesService).openMany(someone, [
      {
        organisationId: id,
        area: 'children',
        title: 'As a person tells it',
        origin: 'person',
        status: 'monitoring',
        triggerKind: 'judgement',
        triggerInspectionId: trigger ?? null,
        triggerOn: period('2015-01'),
        notFailingOn: period('2016'),
        impacts: [{ impact: 'harm', text: 'Harm.' }],
        causes: [{ cause: 'money', text: 'Money.' }],
      },
    ]);
    expect(told?.ref).toBe(derived?.ref);
    await judge(id, ['2013-01-10', 'inadequate'], ['2017-01-10', 'good']);
    expect(
      await record.database.rows(sql`
      SELECT failure_episode.title, failure_episode.origin, failure_episode.status, failure_episode.state,
             failure_episode.trigger_on AS "triggerOn", failure_episode.not_failing_on AS "notFailingOn",
             failure_episode.derived_trigger_on AS "derivedTriggerOn",
             failure_episode.derived_not_failing_on AS "derivedNotFailingOn"
        FROM failure_episode
       WHERE failure_episode.organisation_id = ${id}`),
    ).toEqual([
      {
        title: 'As a person tells it',
        origin: 'person',
        status: 'monitoring',
        state: 'monitoring',
        triggerOn: '2015-01',
        notFailingOn: '2016',
        derivedTriggerOn: '2013-01-10',
        derivedNotFailingOn: '2017-01-10',
      },
    ]);
  });

  it('that a notice opened takes in the judgement that came while it ran', async () => {
    const id = await body();
    const [notice] = await record.get(InterventionsService).imposeMany(someone, [
      {
        organisationId: id,
        kind: 'improvement_notice',
        typeText: 'Notice',
        level: 3,
        authority: 'Minister',
        text: 'A notice.',
      },
    ]);
    await record.get(EpisodesService).openMany(someone, [
      {
        organisationId: id,
        area: 'children',
        title: 'By notice',
        origin: 'person',
        status: 'open',
        triggerKind: 'formal_notice',
        triggerInterventionId: notice?.id ?? null,
        triggerOn: period('2014-05-01'),
      },
    ]);
    await judge(id, ['2015-01-10', 'inadequate']);
    expect(await episodesOf(id)).toMatchObject([{ title: 'By notice', derivedTriggerOn: '2015-01-10', state: 'open' }]);
  });

  it('may be said to be a relapse of another', async () => {
    const id = await body();
    const episode = (triggerOn: string) => ({
      organisationId: id,
      area: 'corporate' as const,
      title: triggerOn,
      origin: 'person' as const,
      triggerKind: 'self_declaration' as const,
      triggerOn: period(triggerOn),
      recoveredOn: period('2016'),
    });
    const [first, second] = await record.get(EpisodesService).openMany(someone, [episode('2014'), episode('2018')]);
    await record
      .get(EpisodesService)
      .relateRelapses(someone, [{ episodeId: second?.id ?? '', relapseOfId: first?.id ?? '' }]);
    expect(await standingOf(id)).toMatchObject({ relapses: 1, episodes: 2 });
  });
});

describe('a standing', () => {
  it('follows the calendar when a watch ends by itself', async () => {
    const id = await body();
    await judge(id, ['2015-01-10', 'inadequate'], ['2017-07-01', 'good']);
    expect(await standingOf(id)).toMatchObject({ state: 'watch' });
    const clock = record.get(Clock);
    const today = jest.spyOn(clock, 'today').mockReturnValue(day('2024-07-02'));
    await record.get(StandingsService).keepUp();
    today.mockRestore();
    expect(await standingOf(id)).toMatchObject({ state: 'beyond_watch' });
  });
});

describe('deriving for many bodies', () => {
  it('gives each what it would have by itself', async () => {
    const services = record.get(OrganisationsService);
    const made = await services.registerMany(
      someone,
      Array.from({ length: 700 }, (_, index) => ({
        name: `Many ${index}`,
        kind: 'council' as const,
        sector: 'councils' as const,
      })),
    );
    const grades = ['inadequate', 'good', 'inadequate', 'requires_improvement'] as const;
    await record.get(InspectionsService).recordMany(
      someone,
      made.flatMap(({ id }, body_) =>
        grades
          .slice(0, 1 + (body_ % 4))
          .map((grade, index) => judged(id, `${2010 + index}-0${1 + (body_ % 9)}-10`, grade)),
      ),
    );
    const counted = await record.database.rows<{ bodies: number; episodes: number }>(sql`
      SELECT CAST(count(*) AS integer) AS bodies, organisation_standing.episodes
        FROM organisation_standing
        JOIN organisation ON organisation.id = organisation_standing.organisation_id
       WHERE organisation.name LIKE 'Many %'
       GROUP BY organisation_standing.episodes
       ORDER BY organisation_standing.episodes`);
    expect(counted).toEqual([
      { bodies: 350, episodes: 1 },
      { bodies: 350, episodes: 2 },
    ]);
    const [last] = made.slice(-1);
    const before = await episodesOf(last?.id ?? '');
    await record.get(DerivingEpisodesService).rederive([last?.id ?? '']);
    expect(await episodesOf(last?.id ?? '')).toEqual(before);
  });
});
