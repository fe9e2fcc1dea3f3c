import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { ukDayOf } from '../../kernel/clock.js';
import type { EpisodeArea } from '../../vocabulary/domain/episode-areas.js';
import type { Stamp } from '../../sources/domain/keeping.js';
import type { Recorded } from '../../sources/domain/new-fact.js';
import type { InspectionState } from '../domain/inspection-state.js';
import type { InspectionWork, Member, MemberPart, WorkJudgement } from '../domain/inspection-work.js';
import type { GivenTexts, InspectionOutline } from '../domain/new-workspace.js';
import { Inspection, Judgement } from './inspection.entity.js';
import { InspectionMember, InspectionWorkspace, JudgementChange } from './workspace.entity.js';

export type NewWork = {
  readonly outline: InspectionOutline;
  readonly inspectorateId: string;
  readonly inspectorateName: string;
  readonly frameworkId: string;
  readonly area: EpisodeArea;
  readonly areas: readonly { readonly key: string; readonly label: string; readonly isOverall: boolean }[];
};

export type Details = Pick<
  InspectionOutline,
  'subject' | 'unit' | 'startedOn' | 'endedOn' | 'isFirstMonitoring' | 'previousId'
>;

/** The inspection that is being made: what it is, who works on it and how far it is. */
@Injectable()
export class WorkspacesStore {
  constructor(private readonly db: Database) {}

  async start(stamp: Stamp, { outline, ...found }: NewWork): Promise<Recorded> {
    const [ref = ''] = await this.db.nextReferences('IN', 1);
    const id = randomUUID();
    await this.db.insert(Inspection, [inspectionRow(stamp, { id, ref }, { outline, ...found })]);
    await this.db.insert(InspectionWorkspace, [
      {
        id: randomUUID(),
        inspectionId: id,
        inspectorateId: found.inspectorateId,
        previousId: outline.previousId,
        isFirstMonitoring: Number(outline.isFirstMonitoring),
        provisionalOn: null,
        provisionalShared: 0,
        accuracySentOn: null,
        accuracyDays: null,
        accuracyDueOn: null,
        version: 1,
      },
    ]);
    await this.db.insert(
      Judgement,
      outline.graded ? found.areas.map((area, position) => judgementRow(id, area, position)) : [],
    );
    await this.addMember(stamp, { inspectionId: id, accountId: outline.leadId, part: 'lead', onVisit: true });
    for (const accountId of outline.inspectorIds)
      await this.addMember(stamp, { inspectionId: id, accountId, part: 'inspector', onVisit: true });
    return { id, ref };
  }

  async find(ref: string): Promise<InspectionWork | null> {
    const row = await this.db.row<WorkRow>(sql`
      SELECT inspection.id, inspection.ref, inspection.organisation_id AS "organisationId",
             inspection_workspace.inspectorate_id AS "inspectorateId", inspection.status AS state,
             inspection_workspace.version, inspection.type, inspection.graded, inspection.started_on AS "startedOn",
             inspection.ended_on AS "endedOn", inspection_workspace.is_first_monitoring AS "isFirstMonitoring",
             inspection.category_key AS category, inspection.headline AS summary, inspection.report_text AS "reportText",
             inspection_workspace.provisional_shared AS "provisionalShared",
             inspection_workspace.accuracy_sent_on AS "accuracySentOn",
             inspection_workspace.accuracy_due_on AS "accuracyDueOn"
        FROM inspection
        JOIN inspection_workspace ON inspection_workspace.inspection_id = inspection.id
       WHERE inspection.ref = ${ref}`);
    if (!row) return null;
    // One after another: within a transaction there is one connection.
    const members = await this.#members(row.id);
    const judgements = await this.#judgements(row.id);
    const counts = await this.#counts(row.id);
    const points = await this.#points(row.id);
    return {
      ...row,
      graded: row.graded === 1,
      isFirstMonitoring: row.isFirstMonitoring === 1,
      provisionalShared: row.provisionalShared === 1,
      members,
      judgements,
      evidence: new Map(counts.filter(({ what }) => what === 'evidence').map(({ area, number }) => [area, number])),
      findings: counts.find(({ what }) => what === 'findings')?.number ?? 0,
      hasNote: counts.some(({ what, number }) => what === 'note' && number > 0),
      points,
    };
  }

  async move(id: string, state: InspectionState): Promise<void> {
    await this.db.run(sql`
      UPDATE inspection SET status = ${state}, version = version + 1 WHERE inspection.id = ${id}`);
    await this.#saved(id);
  }

  async changeDetails(id: string, details: Details): Promise<void> {
    await this.db.run(sql`
      UPDATE inspection
         SET subject = ${details.subject}, unit = ${details.unit}, started_on = ${details.startedOn},
             ended_on = ${details.endedOn}, version = version + 1
       WHERE inspection.id = ${id}`);
    await this.db.run(sql`
      UPDATE inspection_workspace
         SET is_first_monitoring = ${Number(details.isFirstMonitoring)}, previous_id = ${details.previousId},
             version = version + 1
       WHERE inspection_workspace.inspection_id = ${id}`);
  }

  async write(id: string, { summary, reportText, reportUrl }: GivenTexts): Promise<void> {
    await this.db.run(sql`
      UPDATE inspection
         SET headline = ${summary}, report_text = ${reportText}, report_url = ${reportUrl}, version = version + 1
       WHERE inspection.id = ${id}`);
    await this.#saved(id);
  }

  async categorise(id: string, category: string | null): Promise<void> {
    await this.db.run(sql`
      UPDATE inspection SET category_key = ${category}, version = version + 1 WHERE inspection.id = ${id}`);
    await this.#saved(id);
  }

  async becomeProvisional(
    id: string,
    { on, shared }: { readonly on: CalendarDay; readonly shared: boolean },
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE inspection_workspace
         SET provisional_on = COALESCE(provisional_on, ${on}), provisional_shared = ${Number(shared)}
       WHERE inspection_workspace.inspection_id = ${id}`);
    await this.move(id, 'provisional');
  }

  /** That it went back from the accuracy check: in the list of what changed, with its reason. */
  async addReturn(
    inspectionId: string,
    { reason, at, byId }: { readonly reason: string; readonly at: string; readonly byId: string },
  ): Promise<void> {
    const change = { areaText: 'The inspection', before: 'Accuracy check', after: 'Provisional', wordsOnly: 0 };
    await this.db.insert(JudgementChange, [{ id: randomUUID(), inspectionId, ...change, reason, at, byId }]);
  }

  async sendForAccuracy(
    id: string,
    { on, days, dueOn }: { readonly on: CalendarDay; readonly days: number; readonly dueOn: CalendarDay },
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE inspection_workspace
         SET accuracy_sent_on = ${on}, accuracy_days = ${days}, accuracy_due_on = ${dueOn}
       WHERE inspection_workspace.inspection_id = ${id}`);
    await this.db.run(sql`
      UPDATE inspection_member SET done_at = NULL WHERE inspection_member.inspection_id = ${id}`);
    await this.move(id, 'accuracy_check');
  }

  /** Makes it public, or, of a first monitoring visit, only finished. */
  async publish(
    id: string,
    published: {
      readonly publishedOn: CalendarDay;
      readonly receivedOn: CalendarDay | null;
      readonly overallLabel: string | null;
      readonly at: string;
      readonly isPublic: boolean;
    },
  ): Promise<void> {
    const { publishedOn, receivedOn, overallLabel, at, isPublic } = published;
    await this.db.run(sql`
      UPDATE inspection
         SET status = 'published', published_on = ${publishedOn}, received_on = ${receivedOn},
             judged_on = ${publishedOn}, judged_day = ${publishedOn}, known_on = ${publishedOn},
             overall_label = ${overallLabel}, published_at = ${at}, verified = 1,
             visibility = ${isPublic ? 'public' : 'inspection'}, version = version + 1
       WHERE inspection.id = ${id}`);
    await this.#saved(id);
  }

  async withdraw(id: string, { at, reason }: { readonly at: string; readonly reason: string }): Promise<void> {
    await this.db.run(sql`
      UPDATE inspection
         SET status = 'withdrawn', withdrawn_at = ${at}, withdrawn_reason = ${reason}, version = version + 1
       WHERE inspection.id = ${id}`);
    await this.#saved(id);
  }

  /** Puts right what was published, in its next edition. Opened by `SealingService` for this transaction. */
  async putRight(
    id: string,
    {
      edition,
      summary,
      reportText,
      publishedOn,
      receivedOn,
      overallLabel,
    }: {
      readonly edition: number;
      readonly summary: string | null;
      readonly reportText: string | null;
      readonly publishedOn: string | null;
      readonly receivedOn: string | null;
      readonly overallLabel: string | null;
    },
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE inspection
         SET headline = ${summary}, report_text = ${reportText}, published_on = ${publishedOn},
             received_on = ${receivedOn}, judged_on = ${publishedOn}, judged_day = ${publishedOn},
             overall_label = ${overallLabel}, edition = ${edition}, version = version + 1
       WHERE inspection.id = ${id}`);
    await this.#saved(id);
  }

  async addMember(
    { at, by }: Stamp,
    member: Pick<InspectionMember, 'inspectionId' | 'accountId'> & {
      readonly part: MemberPart;
      readonly onVisit: boolean;
    },
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE inspection_member
         SET part = ${member.part}, on_visit = ${Number(member.onVisit)}, ended_at = NULL, confirmed_at = NULL,
             confirmed_digest = NULL, done_at = NULL
       WHERE inspection_member.inspection_id = ${member.inspectionId}
         AND inspection_member.account_id = ${member.accountId}`);
    const there = await this.db.row(sql`
      SELECT 1 AS one FROM inspection_member
       WHERE inspection_member.inspection_id = ${member.inspectionId}
         AND inspection_member.account_id = ${member.accountId}`);
    if (there) return;
    await this.db.insert(InspectionMember, [
      {
        id: randomUUID(),
        inspectionId: member.inspectionId,
        accountId: member.accountId,
        part: member.part,
        onVisit: Number(member.onVisit),
        addedAt: at,
        addedBy: by,
        confirmedAt: null,
        confirmedDigest: null,
        doneAt: null,
        endedAt: null,
      },
    ]);
  }

  /** Whether somebody was on the visit at any time, whatever they are now. */
  async wasOnVisit(inspectionId: string, accountId: string): Promise<boolean> {
    const row = await this.db.row(sql`
      SELECT 1 AS one FROM inspection_member
       WHERE inspection_member.inspection_id = ${inspectionId}
         AND inspection_member.account_id = ${accountId}
         AND inspection_member.on_visit = 1`);
    return row !== null;
  }

  async endMember(inspectionId: string, accountId: string, at: string): Promise<void> {
    await this.db.run(sql`
      UPDATE inspection_member
         SET ended_at = ${at}, confirmed_at = NULL, confirmed_digest = NULL
       WHERE inspection_member.inspection_id = ${inspectionId} AND inspection_member.account_id = ${accountId}`);
  }

  async confirm(
    inspectionId: string,
    { accountId, at, digest }: { readonly accountId: string; readonly at: string; readonly digest: string },
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE inspection_member
         SET confirmed_at = ${at}, confirmed_digest = ${digest}
       WHERE inspection_member.inspection_id = ${inspectionId} AND inspection_member.account_id = ${accountId}`);
  }

  async noMorePoints(inspectionId: string, accountId: string, at: string | null): Promise<void> {
    await this.db.run(sql`
      UPDATE inspection_member SET done_at = ${at}
       WHERE inspection_member.inspection_id = ${inspectionId} AND inspection_member.account_id = ${accountId}`);
  }

  async #saved(inspectionId: string): Promise<void> {
    await this.db.run(sql`
      UPDATE inspection_workspace SET version = version + 1
       WHERE inspection_workspace.inspection_id = ${inspectionId}`);
  }

  async #members(inspectionId: string): Promise<Member[]> {
    const rows = await this.db.rows<MemberRow>(sql`
      SELECT inspection_member.account_id AS "accountId", inspection_member.part,
             inspection_member.on_visit AS "onVisit", inspection_member.confirmed_at AS "confirmedAt",
             inspection_member.confirmed_digest AS digest, inspection_member.done_at AS "doneAt"
        FROM inspection_member
       WHERE inspection_member.inspection_id = ${inspectionId} AND inspection_member.ended_at IS NULL
       ORDER BY inspection_member.added_at, inspection_member.id`);
    return rows.map(({ accountId, part, onVisit, confirmedAt, digest, doneAt }) => ({
      accountId,
      part,
      onVisit: onVisit === 1,
      confirmed: confirmedAt !== null && digest !== null ? { at: confirmedAt, digest } : null,
      doneAt,
    }));
  }

  async #judgements(inspectionId: string): Promise<WorkJudgement[]> {
    type Row = Omit<WorkJudgement, 'isOverall' | 'limiting'> & { isOverall: number; limiting: number };
    const rows = await this.db.rows<Row>(sql`
      SELECT judgement.id, judgement.area_key AS area, judgement.area_text AS "areaText",
             judgement.is_overall AS "isOverall", judgement.grade_id AS "gradeId", judgement.absence,
             judgement.narrative, judgement.limiting, judgement.version
        FROM judgement
       WHERE judgement.inspection_id = ${inspectionId}
       ORDER BY judgement.position`);
    return rows.map((row) => ({ ...row, isOverall: row.isOverall === 1, limiting: row.limiting === 1 }));
  }

  #counts(inspectionId: string): Promise<{ what: string; area: string; number: number }[]> {
    return this.db.rows(sql`
      SELECT 'evidence' AS what, COALESCE(inspection_evidence.area_key, '') AS area,
             CAST(count(*) AS integer) AS number
        FROM inspection_evidence
       WHERE inspection_evidence.inspection_id = ${inspectionId} AND inspection_evidence.withdrawn_at IS NULL
       GROUP BY COALESCE(inspection_evidence.area_key, '')
       UNION ALL
      SELECT 'findings', '', CAST(count(*) AS integer) FROM finding WHERE finding.inspection_id = ${inspectionId}
       UNION ALL
      SELECT 'note', '', CAST(count(*) AS integer) FROM monitoring_note
       WHERE monitoring_note.inspection_id = ${inspectionId}`);
  }

  async #points(inspectionId: string): Promise<InspectionWork['points']> {
    const rows = await this.db.rows<{ number: number; raisedAt: string; decision: string | null }>(sql`
      SELECT accuracy_point.number, accuracy_point.raised_at AS "raisedAt", accuracy_point.decision
        FROM accuracy_point
       WHERE accuracy_point.inspection_id = ${inspectionId}
       ORDER BY accuracy_point.number`);
    return rows.map(({ number, raisedAt, decision }) => ({
      number,
      raisedOn: ukDayOf(new Date(raisedAt)),
      isDecided: decision !== null,
    }));
  }
}

type Plain =
  | 'members'
  | 'judgements'
  | 'evidence'
  | 'findings'
  | 'hasNote'
  | 'points'
  | 'graded'
  | 'isFirstMonitoring'
  | 'provisionalShared';
type WorkRow = Omit<InspectionWork, Plain> & { graded: number; isFirstMonitoring: number; provisionalShared: number };
type MemberRow = {
  accountId: string;
  part: MemberPart;
  onVisit: number;
  confirmedAt: string | null;
  digest: string | null;
  doneAt: string | null;
};

const judgementRow = (inspectionId: string, area: NewWork['areas'][number], position: number): Judgement => ({
  id: randomUUID(),
  inspectionId,
  position,
  areaKey: area.key,
  areaText: area.label,
  unit: null,
  isOverall: Number(area.isOverall),
  gradeId: null,
  label: null,
  absence: null,
  limiting: 0,
  narrative: null,
  version: 1,
});

const inspectionRow = ({ at, by }: Stamp, { id, ref }: Recorded, { outline, ...found }: NewWork): Inspection => ({
  id,
  ref,
  organisationId: outline.organisationId,
  frameworkId: found.frameworkId,
  frameworkInferred: 0,
  publishedFramework: null,
  inspectorateName: found.inspectorateName,
  subject: outline.subject,
  area: found.area,
  unit: outline.unit,
  type: outline.type,
  typeText: outline.typeText,
  graded: Number(outline.graded),
  startedOn: outline.startedOn,
  endedOn: outline.endedOn,
  publishedOn: null,
  receivedOn: null,
  judgedOn: null,
  dateInferred: 0,
  judgedDay: null,
  overallLabel: null,
  categoryKey: null,
  headline: null,
  quote: null,
  reportUrl: null,
  reportText: null,
  setting: null,
  status: 'draft',
  edition: 1,
  supersededById: null,
  importBatchId: null,
  amending: 0,
  known: { knownOn: null, verified: 0, inferred: 0, note: null },
  kept: {
    recordedAt: at,
    recordedBy: by,
    version: 1,
    visibility: 'inspection',
    publishedAt: null,
    withdrawnAt: null,
    withdrawnReason: null,
  },
});
