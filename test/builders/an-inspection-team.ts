import type { INestApplicationContext } from '@nestjs/common';
import { AccountsService } from '../../src/access/accounts.service.js';
import { type Actor, theService } from '../../src/access/audit.service.js';
import type { Grant, Role } from '../../src/access/domain/roles.js';
import type { Database } from '../../src/database/database.js';
import { sql } from '../../src/database/sql.js';
import { AccuracyCheckService } from '../../src/inspections/accuracy-check.service.js';
import { WorkshopFrameworkQueries } from '../../src/inspections/data/workspace.queries.js';
import { WorkspacesStore } from '../../src/inspections/data/workspaces.store.js';
import type { InspectionWork } from '../../src/inspections/domain/inspection-work.js';
import type { InspectionOutline, NewEvidence } from '../../src/inspections/domain/new-workspace.js';
import { GatheringEvidenceService } from '../../src/inspections/gathering-evidence.service.js';
import { InspectionDesk } from '../../src/inspections/inspection-desk.service.js';
import { JudgingService } from '../../src/inspections/judging.service.js';
import { StartingInspectionsService } from '../../src/inspections/starting-inspections.service.js';
import { day } from '../../src/kernel/calendar-day.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { aGrant } from './a-person.js';

export type Get = INestApplicationContext['get'];
export type PersonActing = Actor & { readonly account: NonNullable<Actor['account']> };

let made = 0;

/** An account with these grants, as it acts. */
export async function anActor(get: Get, name: string, role: Role, grants: readonly Grant[]): Promise<PersonActing> {
  made += 1;
  const email = `${name.toLowerCase().replaceAll(/\W+/g, '-')}-${made}@turnaround.example`;
  const { id, ref } = await get(AccountsService).add(
    theService,
    { name, email, passwordHash: null, status: 'active' },
    grants,
  );
  return { name: ref, role, requestId: null, account: { id, ref, name, email, grants: [...grants] } };
}

export type Team = {
  readonly organisationId: string;
  readonly organisationSlug: string;
  readonly inspectorateId: string;
  readonly lead: PersonActing;
  readonly second: PersonActing;
  readonly assurer: PersonActing;
  readonly contact: PersonActing;
  /** Inspects for the same inspectorate and has no part in anything. */
  readonly stranger: PersonActing;
  readonly administrator: PersonActing;
};

export const inspectorateOf = async (database: Database, framework: string): Promise<string> => {
  const row = await database.row<{ id: string }>(sql`
    SELECT framework.inspectorate_id AS id FROM framework WHERE framework.key = ${framework}`);
  if (!row) throw new Error(`There is no framework ${framework}`);
  return row.id;
};

/** A council, and everybody whom an inspection of it needs. */
export async function aTeam(
  get: Get,
  database: Database,
  { name = 'Northwick Council', framework = 'ofsted_ilacs_2023' } = {},
): Promise<Team> {
  const inspectorateId = await inspectorateOf(database, framework);
  const [body] = await get(OrganisationsService).registerMany(theService, [
    { name, kind: 'council', sector: 'councils', country: 'England' },
  ]);
  if (!body) throw new Error('The council was not registered');
  const inspector = aGrant({ role: 'inspector', inspectorateId });
  const leads = aGrant({ role: 'lead_inspector', inspectorateId });
  return {
    organisationId: body.id,
    organisationSlug: body.slug,
    inspectorateId,
    lead: await anActor(get, 'Lena Lead', 'lead_inspector', [leads, inspector]),
    second: await anActor(get, 'Sam Second', 'inspector', [inspector]),
    assurer: await anActor(get, 'Quinn Assurer', 'inspector', [inspector]),
    contact: await anActor(get, 'Olu Contact', 'organisation_editor', [
      aGrant({ role: 'organisation_editor', organisationId: body.id }),
    ]),
    stranger: await anActor(get, 'Ira Stranger', 'inspector', [inspector]),
    administrator: await anActor(get, 'Ada Administrator', 'administrator', [aGrant({ role: 'administrator' })]),
  };
}

export const anOutline = (team: Team, given: Partial<InspectionOutline> = {}): InspectionOutline => ({
  organisationId: team.organisationId,
  framework: 'ofsted_ilacs_2023',
  type: 'full',
  typeText: 'Standard inspection',
  graded: true,
  subject: 'Children’s services',
  unit: null,
  startedOn: day('2026-10-05'),
  endedOn: day('2026-10-16'),
  previousId: null,
  isFirstMonitoring: false,
  leadId: team.lead.account.id,
  inspectorIds: [team.second.account.id],
  ...given,
});

export const someEvidence = (given: Partial<NewEvidence> = {}): NewEvidence => ({
  area: null,
  kind: 'case_file_audit_external',
  method: 'case_tracking',
  summary: 'Of 24 case files, 19 showed no visit within 10 working days.',
  strength: 'strong',
  contradicts: false,
  page: '3',
  paragraph: null,
  personalChecked: false,
  ...given,
});

/** A value that a use case must give. */
export function given<Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: unknown },
): Value {
  if (result.ok) return result.value;
  throw new Error(`Refused: ${JSON.stringify(result.error)}`);
}

export const workOf = async (get: Get, ref: string): Promise<InspectionWork> => {
  const work = await get(WorkspacesStore).find(ref);
  if (!work) throw new Error(`There is no inspection ${ref}`);
  return work;
};

/** Grades by area; every other area is judged `good`. */
type Grades = Readonly<Record<string, string>>;

/** Draft, with evidence, a grade and words for every area. */
export async function aJudgedDraft(
  get: Get,
  team: Team,
  { grades = {}, outline = {} }: { readonly grades?: Grades; readonly outline?: Partial<InspectionOutline> } = {},
): Promise<string> {
  const { ref } = given(await get(StartingInspectionsService).start(team.lead, anOutline(team, outline)));
  await get(StartingInspectionsService).addMember(team.lead, ref, {
    accountId: team.assurer.account.id,
    part: 'quality_assurer',
  });
  await get(StartingInspectionsService).addMember(team.lead, ref, {
    accountId: team.contact.account.id,
    part: 'contact',
  });
  const work = await workOf(get, ref);
  const framework = await get(WorkshopFrameworkQueries).byKey(outline.framework ?? 'ofsted_ilacs_2023');
  const scale = await get(WorkshopFrameworkQueries).grades(framework?.id ?? '');
  for (const { id, area } of work.judgements) {
    given(await get(GatheringEvidenceService).add(team.second, ref, someEvidence({ area }), null));
    const key = grades[area ?? ''] ?? 'good';
    given(
      await get(JudgingService).judge(team.lead, ref, {
        judgementId: id,
        version: 1,
        gradeId: scale.find((grade) => grade.key === key)?.id ?? null,
        absence: null,
        narrative: `What inspectors say of ${area}.`,
        limiting: false,
        reason: null,
      }),
    );
  }
  return ref;
}

/** Confirmed by two, and taken to provisional. */
export async function aProvisional(
  get: Get,
  team: Team,
  options: Parameters<typeof aJudgedDraft>[2] = {},
): Promise<string> {
  const ref = await aJudgedDraft(get, team, options);
  const digest = get(InspectionDesk).digest(await workOf(get, ref));
  given(await get(AccuracyCheckService).confirm(team.second, ref, digest));
  given(await get(AccuracyCheckService).becomeProvisional(team.lead, ref, { digest, shared: false }));
  const { version } = await workOf(get, ref);
  const texts = { summary: 'Services are failing children.', reportText: 'The report in full.', reportUrl: null };
  given(await get(JudgingService).write(team.lead, ref, { ...texts, version }));
  return ref;
}

/** Sent to the organisation for its check. */
export async function inAccuracyCheck(
  get: Get,
  team: Team,
  options: Parameters<typeof aJudgedDraft>[2] = {},
): Promise<string> {
  const ref = await aProvisional(get, team, options);
  const { version } = await workOf(get, ref);
  given(await get(AccuracyCheckService).send(team.lead, ref, version));
  return ref;
}
