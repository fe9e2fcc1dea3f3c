import { sql } from '../../src/database/sql.js';
import { AccuracyCheckService } from '../../src/inspections/accuracy-check.service.js';
import { WorkshopFrameworkQueries, WorkspaceQueries } from '../../src/inspections/data/workspace.queries.js';
import type { PointDecision } from '../../src/inspections/domain/accuracy.js';
import { GatheringEvidenceService } from '../../src/inspections/gathering-evidence.service.js';
import { InspectionDesk } from '../../src/inspections/inspection-desk.service.js';
import { JudgingService } from '../../src/inspections/judging.service.js';
import { PublishingService } from '../../src/inspections/publishing.service.js';
import { StartingInspectionsService } from '../../src/inspections/starting-inspections.service.js';
import { TwoPeopleService } from '../../src/inspections/two-people.service.js';
import { day } from '../../src/kernel/calendar-day.js';
import { Clock } from '../../src/kernel/clock.js';
import {
  aJudgedDraft,
  anOutline,
  aProvisional,
  aTeam,
  given,
  inAccuracyCheck,
  type PersonActing,
  someEvidence,
  type Team,
  workOf,
} from '../builders/an-inspection-team.js';
import { FixedClock } from '../builders/fixed-clock.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';

let record: TestRecord;
let team: Team;
let councils = 0;
const get = ((token: never) => record.get(token)) as TestRecord['get'];
const clock = (): FixedClock => record.get(Clock) as FixedClock;

beforeAll(async () => {
  record = await openTestRecord();
});
afterAll(() => record.close());
beforeEach(async () => {
  clock().turnTo(day('2026-11-23'));
  councils += 1;
  team = await aTeam(get, record.database, { name: `Northwick ${councils}` });
});

const refusalOf = (result: { readonly ok: boolean; readonly error?: unknown }): unknown =>
  result.ok ? null : result.error;

const grade = async (key: string): Promise<string> => {
  const framework = await get(WorkshopFrameworkQueries).byKey('ofsted_ilacs_2023');
  const grades = await get(WorkshopFrameworkQueries).grades(framework?.id ?? '');
  return grades.find((each) => each.key === key)?.id ?? '';
};

const judgeOverall = async (person: PersonActing, ref: string, key: string, reason: string | null = null) => {
  const work = await workOf(get, ref);
  const overall = work.judgements.find(({ area }) => area === 'overall');
  return get(JudgingService).judge(person, ref, {
    judgementId: overall?.id ?? '',
    version: overall?.version ?? 0,
    gradeId: await grade(key),
    absence: null,
    narrative: 'In a word.',
    limiting: false,
    reason,
  });
};

const publish = async (person: PersonActing, ref: string, on = '2026-11-23', clocks: readonly string[] = []) =>
  get(PublishingService).publish(person, ref, {
    version: (await workOf(get, ref)).version,
    publishedOn: day(on),
    receivedOn: null,
    clocks,
  });

const settled = async (ref: string): Promise<void> => {
  given(await get(AccuracyCheckService).finish(team.contact, ref));
};

const stateOf = async (ref: string): Promise<string> => (await workOf(get, ref)).state;

describe('starting an inspection', () => {
  it('gives it a draft with an area for each judgement of its framework, seen by its team alone', async () => {
    const { ref } = given(await get(StartingInspectionsService).start(team.lead, anOutline(team)));
    const work = await workOf(get, ref);
    expect(work.state).toBe('draft');
    expect(work.judgements.map(({ area }) => area)).toEqual([
      'overall',
      'leaders_impact',
      'help_protection',
      'children_in_care',
      'care_leavers',
    ]);
    for (const person of [team.lead, team.second]) expect((await get(InspectionDesk).open(person, ref)).ok).toBe(true);
    for (const person of [team.stranger, team.contact, team.administrator, team.assurer])
      expect(refusalOf(await get(InspectionDesk).open(person, ref))).toBe('not-found');
  });

  it.each<[string, Parameters<typeof anOutline>[1] | ((from: Team) => Parameters<typeof anOutline>[1]), string]>([
    ['another inspectorate’s framework', { framework: 'cqc_la_2023' }, 'not-your-inspectorate'],
    ['a framework that there is not', { framework: 'nobody_2020' }, 'no-such-framework'],
    ['a body that there is not', { organisationId: 'nobody' }, 'no-such-organisation'],
    ['an end before its start', { endedOn: day('2026-10-01') }, 'ends-before-it-starts'],
    [
      'a lead who is no lead inspector',
      ({ second }) => ({ leadId: second.account.id, inspectorIds: [] }),
      'not-that-role',
    ],
    [
      'an inspector who edits for the organisation',
      ({ contact }) => ({ inspectorIds: [contact.account.id] }),
      'not-that-role',
    ],
    ['the lead twice', ({ lead }) => ({ inspectorIds: [lead.account.id] }), 'lead-among-inspectors'],
  ])('is refused for %s', async (_what, change, refusal) => {
    const outline = anOutline(team, typeof change === 'function' ? change(team) : change);
    expect(refusalOf(await get(StartingInspectionsService).start(team.lead, outline))).toBe(refusal);
  });

  it('is refused to whoever does not inspect for that inspectorate', async () => {
    expect(refusalOf(await get(StartingInspectionsService).start(team.contact, anOutline(team)))).toBe(
      'not-your-inspectorate',
    );
  });

  it('keeps the quality assurer off the visit, and everybody who was on it from being one', async () => {
    const { ref } = given(await get(StartingInspectionsService).start(team.lead, anOutline(team)));
    const name = (accountId: string) =>
      get(StartingInspectionsService).addMember(team.lead, ref, { accountId, part: 'quality_assurer' });
    expect(refusalOf(await name(team.second.account.id))).toBe('was-on-the-visit');
    given(await get(StartingInspectionsService).endMember(team.lead, ref, team.second.account.id));
    expect(refusalOf(await name(team.second.account.id))).toBe('was-on-the-visit');
    expect(refusalOf(await name(team.lead.account.id))).toBe('is-the-lead');
    expect(refusalOf(await name(team.contact.account.id))).toBe('not-that-role');
    expect((await name(team.assurer.account.id)).ok).toBe(true);
    expect(
      refusalOf(
        await get(StartingInspectionsService).addMember(team.second, ref, {
          accountId: team.stranger.account.id,
          part: 'inspector',
        }),
      ),
    ).toBe('not-found');
  });
});

describe('evidence and grades', () => {
  it('come in that order', async () => {
    const { ref } = given(await get(StartingInspectionsService).start(team.lead, anOutline(team)));
    expect(refusalOf(await judgeOverall(team.second, ref, 'good'))).toBe('no-evidence');
    const added = given(
      await get(GatheringEvidenceService).add(team.second, ref, someEvidence({ area: 'overall' }), null),
    );
    expect((await judgeOverall(team.second, ref, 'good')).ok).toBe(true);
    expect(
      refusalOf(
        await get(GatheringEvidenceService).withdraw(team.second, ref, {
          evidence: added.ref,
          reason: 'Wrong file',
          version: 1,
        }),
      ),
    ).toBe('last-of-a-judged-area');
  });

  it('hold no words by which a person could be known, unless somebody has looked again', async () => {
    const { ref } = given(await get(StartingInspectionsService).start(team.lead, anOutline(team)));
    const words = { area: 'overall', summary: 'Child A waited nine weeks.' };
    const add = (more: object) =>
      get(GatheringEvidenceService).add(team.lead, ref, someEvidence({ ...words, ...more }), null);
    expect(refusalOf(await add({}))).toBe('looks-personal');
    expect((await add({ personalChecked: true })).ok).toBe(true);
    expect(refusalOf(await add({ area: 'nowhere' }))).toBe('no-such-area');
  });

  it('are kept from whoever saves over words that they have not read', async () => {
    const ref = await aJudgedDraft(get, team);
    const work = await workOf(get, ref);
    const order = {
      judgementId: work.judgements[0]?.id ?? '',
      version: 1,
      gradeId: await grade('inadequate'),
      absence: null,
      narrative: 'Mine',
      limiting: false,
      reason: null,
    };
    expect(refusalOf(await get(JudgingService).judge(team.second, ref, order))).toBe('stale');
    expect((await get(JudgingService).judge(team.second, ref, { ...order, version: 2 })).ok).toBe(true);
  });

  it('leave only a fingerprint in the trail until they are published', async () => {
    await aProvisional(get, team, { grades: { overall: 'inadequate' } });
    const lines = await record.database.rows<{ text: string }>(sql`
      SELECT COALESCE(audit_entry.before, '') || COALESCE(audit_entry.after, '') || COALESCE(audit_entry.reason, '') AS text
        FROM audit_entry
       WHERE audit_entry.entity = 'inspection' AND audit_entry.action LIKE 'inspection.%'`);
    const told = lines.map(({ text }) => text).join('\n');
    expect(told).not.toMatch(/case files|What inspectors say|inadequate|failing children/i);
    expect(told).toMatch(/"words":"[0-9a-f]{64}"/);
  });
});

describe('becoming provisional', () => {
  it('needs two who stand by the judgements as they are', async () => {
    const ref = await aJudgedDraft(get, team);
    const digest = get(InspectionDesk).digest(await workOf(get, ref));
    const advance = () => get(AccuracyCheckService).becomeProvisional(team.lead, ref, { digest, shared: false });
    expect(refusalOf(await advance())).toEqual({ kind: 'missing', missing: [{ kind: 'second-inspector' }] });
    given(await get(AccuracyCheckService).confirm(team.second, ref, digest));
    expect(
      refusalOf(await get(AccuracyCheckService).becomeProvisional(team.second, ref, { digest, shared: false })),
    ).toEqual({
      kind: 'only-the-lead',
    });
    given(await judgeOverall(team.second, ref, 'inadequate'));
    expect(refusalOf(await advance())).toEqual({ kind: 'stale' });
    const anew = get(InspectionDesk).digest(await workOf(get, ref));
    expect(
      refusalOf(await get(AccuracyCheckService).becomeProvisional(team.lead, ref, { digest: anew, shared: false })),
    ).toEqual({ kind: 'missing', missing: [{ kind: 'second-inspector' }] });
    given(await get(AccuracyCheckService).confirm(team.second, ref, anew));
    given(await get(AccuracyCheckService).becomeProvisional(team.lead, ref, { digest: anew, shared: false }));
    expect(await stateOf(ref)).toBe('provisional');
  });

  it('needs a grade or a reason, and evidence, for every area', async () => {
    const { ref } = given(await get(StartingInspectionsService).start(team.lead, anOutline(team, { endedOn: null })));
    const digest = get(InspectionDesk).digest(await workOf(get, ref));
    const result = await get(AccuracyCheckService).becomeProvisional(team.lead, ref, { digest, shared: false });
    const { missing } = refusalOf(result) as { missing: { kind: string }[] };
    const kinds = missing.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'judgement')).toHaveLength(5);
    expect(kinds.filter((kind) => kind === 'evidence')).toHaveLength(5);
    expect(kinds).toEqual(expect.arrayContaining(['end', 'second-inspector']));
  });

  it('locks the judgements but for a moderation by the lead, with a reason, that others stand by anew', async () => {
    const ref = await aProvisional(get, team);
    expect(refusalOf(await judgeOverall(team.second, ref, 'inadequate', 'Because'))).toBe('only-the-lead');
    expect(refusalOf(await judgeOverall(team.lead, ref, 'inadequate'))).toBe('no-reason');
    given(await judgeOverall(team.lead, ref, 'inadequate', 'The threshold was applied wrongly.'));
    const { id, version } = await workOf(get, ref);
    expect(await get(WorkspaceQueries).changes(id)).toMatchObject([
      {
        areaText: 'Overall effectiveness',
        before: 'Good',
        after: 'Inadequate',
        reason: 'The threshold was applied wrongly.',
      },
    ]);
    expect(refusalOf(await get(AccuracyCheckService).send(team.lead, ref, version))).toEqual({
      kind: 'missing',
      missing: [{ kind: 'lead' }, { kind: 'second-inspector' }],
    });
    expect(
      refusalOf(await get(GatheringEvidenceService).add(team.lead, ref, someEvidence({ area: 'overall' }), null)),
    ).toBe('locked');
  });

  it('is shown to the organisation’s contacts only where the lead ticked so', async () => {
    const kept = await aProvisional(get, team);
    expect((await get(InspectionDesk).open(team.contact, kept)).ok).toBe(false);
    const shared = await aJudgedDraft(get, team);
    const digest = get(InspectionDesk).digest(await workOf(get, shared));
    given(await get(AccuracyCheckService).confirm(team.second, shared, digest));
    given(await get(AccuracyCheckService).becomeProvisional(team.lead, shared, { digest, shared: true }));
    expect((await get(InspectionDesk).open(team.contact, shared)).ok).toBe(true);
  });
});

describe('the accuracy check', () => {
  const point = { section: 'b', paragraph: '12', text: 'The figure is 21, not 19.', evidence: 'Our return' } as const;

  it('gives the organisation ten working days, until five on the last', async () => {
    const ref = await inAccuracyCheck(get, team);
    expect((await workOf(get, ref)).accuracyDueOn).toBe('2026-12-07');
    const raise = (person = team.contact) => get(AccuracyCheckService).raise(person, ref, point);
    expect((await raise()).ok).toBe(true);
    expect(refusalOf(await raise(team.second))).toBe('not-a-contact');
    clock().turnTo(day('2026-12-07'), '16:59');
    expect((await raise()).ok).toBe(true);
    clock().turnTo(day('2026-12-07'), '17:00');
    expect(refusalOf(await raise())).toBe('after-the-deadline');
  });

  it('takes no points before it is sent', async () => {
    const ref = await aProvisional(get, team);
    expect(refusalOf(await get(AccuracyCheckService).raise(team.contact, ref, point))).toBe('not-found');
  });

  it('has each point decided with a reason by somebody who neither led nor visited', async () => {
    const ref = await inAccuracyCheck(get, team);
    const { number } = given(await get(AccuracyCheckService).raise(team.contact, ref, point));
    const decide = (person: PersonActing, reason: string, decision: PointDecision | null = 'accepted', version = 1) =>
      get(AccuracyCheckService).decide(person, ref, { number, version, decision, reason });
    expect(refusalOf(await decide(team.lead, 'So'))).toBe('led-it');
    expect(refusalOf(await decide(team.second, 'So'))).toBe('was-on-the-visit');
    expect(refusalOf(await decide(team.contact, 'So'))).toBe('not-an-inspector-here');
    expect(refusalOf(await decide(team.stranger, 'So'))).toBe('not-found');
    expect(refusalOf(await decide(team.assurer, ' '))).toBe('no-reason');
    expect(refusalOf(await decide(team.assurer, 'So', null))).toBe('nothing-chosen');
    given(await decide(team.assurer, 'The return says so.'));
    expect(refusalOf(await decide(team.assurer, 'Again'))).toBe('stale');
  });

  it('goes back to provisional, with a reason, before a point may change a judgement', async () => {
    const ref = await inAccuracyCheck(get, team);
    expect(refusalOf(await judgeOverall(team.lead, ref, 'inadequate', 'Point 1'))).toBe('return-first');
    const back = (person: PersonActing, reason: string) =>
      get(AccuracyCheckService).returnToProvisional(person, ref, reason);
    expect(refusalOf(await back(team.second, 'Point 1'))).toBe('not-yours');
    expect(refusalOf(await back(team.lead, ''))).toBe('no-reason');
    given(await back(team.assurer, 'Point 1 changes the overall grade.'));
    expect(await stateOf(ref)).toBe('provisional');
    given(await judgeOverall(team.lead, ref, 'requires_improvement', 'Point 1'));
  });
});

describe('publishing', () => {
  it('waits for the organisation’s time, unless it has nothing more to send or its points are all decided', async () => {
    const ref = await inAccuracyCheck(get, team);
    expect(refusalOf(await publish(team.assurer, ref))).toBe('time-left');
    const { number } = given(
      await get(AccuracyCheckService).raise(team.contact, ref, {
        section: 'a',
        paragraph: '1',
        text: 'Typo',
        evidence: null,
      }),
    );
    expect(refusalOf(await publish(team.assurer, ref))).toBe('points-open');
    given(
      await get(AccuracyCheckService).decide(team.assurer, ref, {
        number,
        version: 1,
        decision: 'accepted',
        reason: 'Yes',
      }),
    );
    expect((await publish(team.assurer, ref)).ok).toBe(true);
  });

  it('is done by an inspector of the inspectorate who neither led nor visited', async () => {
    const ref = await inAccuracyCheck(get, team);
    await settled(ref);
    expect(refusalOf(await publish(team.lead, ref))).toBe('led-it');
    expect(refusalOf(await publish(team.second, ref))).toBe('was-on-the-visit');
    expect(refusalOf(await publish(team.contact, ref))).toBe('not-an-inspector-here');
    for (const person of [team.stranger, team.administrator])
      expect(refusalOf(await publish(person, ref))).toBe('not-found');
    expect(refusalOf(await publish(team.assurer, ref, '2026-11-24'))).toBe('ahead');
    expect(refusalOf(await publish(team.assurer, ref, '2026-10-15'))).toBe('before-it-ended');
    expect((await publish(team.assurer, ref)).ok).toBe(true);
    expect(refusalOf(await publish(team.assurer, ref))).toBe('already-published');
  });

  it('cannot be done from a draft or a provisional', async () => {
    expect(refusalOf(await publish(team.assurer, await aJudgedDraft(get, team)))).toBe('not-in-accuracy-check');
    expect(refusalOf(await publish(team.assurer, await aProvisional(get, team)))).toBe('not-in-accuracy-check');
  });

  it('is won by one of two who do so at once', async () => {
    const ref = await inAccuracyCheck(get, team);
    await settled(ref);
    const { version } = await workOf(get, ref);
    const order = { version, publishedOn: day('2026-11-23'), receivedOn: null, clocks: [] };
    const both = await Promise.all([1, 2].map(() => get(PublishingService).publish(team.assurer, ref, order)));
    expect(both.map(refusalOf)).toEqual([null, 'already-published']);
  });

  it('opens an episode, starts the clocks that were chosen and supersedes the inspection before', async () => {
    const publishOn = async (on: string, overall: string): Promise<string> => {
      clock().turnTo(day(on));
      const ref = await inAccuracyCheck(get, team, {
        grades: { overall },
        outline: { startedOn: day(on), endedOn: day(on) },
      });
      await settled(ref);
      const clocks = await get(PublishingService).clocks(await workOf(get, ref), {
        publishedOn: day(on),
        receivedOn: null,
      });
      given(
        await publish(
          team.assurer,
          ref,
          on,
          clocks.filter(({ applies }) => applies).map(({ deadline }) => deadline.id),
        ),
      );
      return ref;
    };
    const first = await publishOn('2024-03-11', 'inadequate');
    const episodes = () =>
      record.database.rows<{ triggerOn: string; notFailingOn: string | null }>(sql`
        SELECT failure_episode.trigger_on AS "triggerOn", failure_episode.derived_not_failing_on AS "notFailingOn"
          FROM failure_episode WHERE failure_episode.organisation_id = ${team.organisationId}`);
    expect(await episodes()).toEqual([{ triggerOn: '2024-03-11', notFailingOn: null }]);
    const deadlines = await record.database.rows<{ text: string; dueOn: string; visibility: string }>(sql`
      SELECT deadline.text, deadline.due_on AS "dueOn", deadline.visibility
        FROM deadline WHERE deadline.organisation_id = ${team.organisationId} AND deadline.met_on IS NULL
       ORDER BY deadline.due_on`);
    // 70 working days from 11 March 2024: over Good Friday, Easter Monday, and two bank holidays in May.
    expect(deadlines).toEqual([
      { text: 'Final action plan to Ofsted/DfE', dueOn: '2024-06-21', visibility: 'public' },
      { text: 'First monitoring visit', dueOn: '2024-07-19', visibility: 'public' },
    ]);
    const second = await publishOn('2026-05-11', 'good');
    expect([await stateOf(first), await stateOf(second)]).toEqual(['superseded', 'published']);
    expect(await episodes()).toEqual([{ triggerOn: '2024-03-11', notFailingOn: '2026-05-11' }]);
  });

  it('never makes a first monitoring visit public', async () => {
    const { ref } = given(
      await get(StartingInspectionsService).start(
        team.lead,
        anOutline(team, { type: 'monitoring', graded: false, isFirstMonitoring: true }),
      ),
    );
    for (const [accountId, part] of [
      [team.assurer.account.id, 'quality_assurer'],
      [team.contact.account.id, 'contact'],
    ] as const)
      given(await get(StartingInspectionsService).addMember(team.lead, ref, { accountId, part }));
    given(await get(GatheringEvidenceService).add(team.second, ref, someEvidence(), null));
    const note = { improved: 'Visits', notImproved: 'Plans', pace: 'too_slow', next: 'Look at plans' } as const;
    given(await get(JudgingService).writeNote(team.lead, ref, { ...note, version: 0 }));
    const digest = get(InspectionDesk).digest(await workOf(get, ref));
    given(await get(AccuracyCheckService).confirm(team.second, ref, digest));
    given(await get(AccuracyCheckService).becomeProvisional(team.lead, ref, { digest, shared: false }));
    const texts = { summary: 'A slow start', reportText: 'The letter', reportUrl: null };
    given(await get(JudgingService).write(team.lead, ref, { ...texts, version: (await workOf(get, ref)).version }));
    given(await get(AccuracyCheckService).send(team.lead, ref, (await workOf(get, ref)).version));
    await settled(ref);
    expect(given(await publish(team.assurer, ref))).toEqual({ isPublic: false });
    const work = await workOf(get, ref);
    expect((await get(WorkspaceQueries).background(work.id)).visibility).toBe('inspection');
    expect((await get(InspectionDesk).open(team.contact, ref)).ok).toBe(true);
  });
});

describe('withdrawing', () => {
  it('is done by the lead alone before publication, and it never becomes public', async () => {
    for (const make of [aJudgedDraft, aProvisional, inAccuracyCheck]) {
      const ref = await make(get, team);
      const { id, version } = await workOf(get, ref);
      const order = { reason: 'The visit was cut short.', version };
      expect(refusalOf(await get(TwoPeopleService).withdrawUnpublished(team.second, ref, order))).toBe('not-the-lead');
      given(await get(TwoPeopleService).withdrawUnpublished(team.lead, ref, order));
      expect(await stateOf(ref)).toBe('withdrawn');
      expect((await get(WorkspaceQueries).background(id)).visibility).toBe('inspection');
      expect(refusalOf(await publish(team.assurer, ref))).toBe('not-in-accuracy-check');
    }
  });

  it('takes the lead and an administrator once it is published, and takes back what it opened', async () => {
    const ref = await inAccuracyCheck(get, team, { grades: { overall: 'inadequate' } });
    await settled(ref);
    given(await publish(team.assurer, ref));
    const order = { reason: 'x', version: (await workOf(get, ref)).version };
    expect(refusalOf(await get(TwoPeopleService).withdrawUnpublished(team.lead, ref, order))).toBe('two-people');
    const request = {
      kind: 'withdrawal',
      edition: 1,
      what: 'The whole inspection',
      why: 'It was made under the wrong framework.',
      statement: 'Withdrawn. A new inspection follows.',
      changes: null,
    } as const;
    const ask = (person: PersonActing) => get(TwoPeopleService).ask(person, ref, request);
    expect(refusalOf(await ask(team.second))).toBe('not-one-of-the-two');
    given(await ask(team.lead));
    expect(refusalOf(await ask(team.administrator))).toBe('one-waits');
    const [asked] = await get(WorkspaceQueries).requests((await workOf(get, ref)).id);
    const confirm = (person: PersonActing) => get(TwoPeopleService).confirm(person, ref, asked?.id ?? '');
    expect(refusalOf(await confirm(team.lead))).toBe('same-person');
    expect(refusalOf(await confirm(team.assurer))).toBe('not-one-of-the-two');
    given(await confirm(team.administrator));
    expect(await stateOf(ref)).toBe('withdrawn');
    expect(
      await record.database.rows(sql`
        SELECT 1 AS one FROM failure_episode
         WHERE failure_episode.organisation_id = ${team.organisationId} AND failure_episode.withdrawn_at IS NULL`),
    ).toEqual([]);
  });
});

describe('correcting', () => {
  it('takes the lead and the quality assurer, and keeps both editions', async () => {
    const ref = await inAccuracyCheck(get, team, { grades: { overall: 'inadequate' } });
    await settled(ref);
    given(await publish(team.assurer, ref));
    const { id, judgements } = await workOf(get, ref);
    const overall = judgements.find(({ area }) => area === 'overall');
    const request = {
      kind: 'correction',
      edition: 1,
      what: 'The overall grade',
      why: 'It was typed wrongly.',
      statement: null,
      changes: {
        judgements: [
          {
            id: overall?.id ?? '',
            gradeId: await grade('requires_improvement'),
            absence: null,
            narrative: 'As agreed.',
          },
        ],
      },
    } as const;
    const ask = (person: PersonActing, change = {}) =>
      get(TwoPeopleService).ask(person, ref, { ...request, ...change });
    expect(refusalOf(await ask(team.assurer))).toBe('not-one-of-the-two');
    expect(refusalOf(await ask(team.lead, { edition: 2 }))).toBe('stale');
    expect(refusalOf(await ask(team.lead, { changes: {} }))).toBe('changes-nothing');
    given(await ask(team.lead));
    const [asked] = await get(WorkspaceQueries).requests(id);
    expect(refusalOf(await get(TwoPeopleService).confirm(team.administrator, ref, asked?.id ?? ''))).toBe(
      'not-one-of-the-two',
    );
    expect(refusalOf(await get(TwoPeopleService).confirm(team.lead, ref, asked?.id ?? ''))).toBe('same-person');
    given(await get(TwoPeopleService).confirm(team.assurer, ref, asked?.id ?? ''));
    const editions = await record.database.rows<{ edition: number; content: string }>(sql`
      SELECT inspection_edition.edition, inspection_edition.content
        FROM inspection_edition WHERE inspection_edition.inspection_id = ${id} ORDER BY inspection_edition.edition`);
    const overallOf = ({ content }: { content: string }): string =>
      (JSON.parse(content) as { overallLabel: string }).overallLabel;
    expect(editions.map((each) => [each.edition, overallOf(each)])).toEqual([
      [1, 'Inadequate'],
      [2, 'Requires improvement'],
    ]);
    expect(
      await record.database.rows(sql`
        SELECT correction.edition, correction.what, correction.by_role AS "byRole"
          FROM correction WHERE correction.inspection_id = ${id}`),
    ).toEqual([{ edition: 2, what: 'The overall grade', byRole: 'the lead inspector and the quality assurer' }]);
    expect(await stateOf(ref)).toBe('published');
  });
});
