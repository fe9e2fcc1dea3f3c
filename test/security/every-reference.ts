import { extentFor, type Permission } from '../../src/access/domain/permissions.js';
import { type Role, roles } from '../../src/access/domain/roles.js';
import { fixed, type Sql, sql } from '../../src/database/sql.js';
import { CasesService } from '../../src/episodes/cases.service.js';
import type { PersonActing } from '../../src/access/audit.service.js';
import { AreaViewsService } from '../../src/inspections/area-views.service.js';
import { AreaViewsQueries } from '../../src/inspections/data/area-views.queries.js';
import { RisksService } from '../../src/plans/risks.service.js';
import { day } from '../../src/kernel/calendar-day.js';
import { period } from '../../src/kernel/period.js';
import { aBoard, aPublishedMeeting, aReview } from '../builders/a-board.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { aPlan, given } from '../builders/a-plan.js';
import { aConcern, aDraft, aHeadcount, aLearningReview } from '../builders/a-voice.js';
import { anActor } from '../builders/an-actor.js';
import { ComparisonsService } from '../../src/research/comparisons.service.js';
import type { Handler } from '../builders/routes.js';
import { tokenFor } from './matrix.js';
import { aConfidentialInspection } from './scope.js';
import { post, type Proof, type Site } from './site.js';

/** The table in which what an address names is found, where the address does not say it by itself. */
const tables: Readonly<Record<string, string>> = {
  episodes: 'failure_episode',
  cases: 'failure_episode',
  posts: 'post_holding',
  checks: 'sustainment_check',
  support: 'peer_support',
  triggers: 'support_trigger',
  breaches: 'trigger_breach',
  warnings: 'warning_sign',
  criteria: 'exit_criterion',
  evidence: 'exit_evidence',
  findings: 'peer_finding',
  people: 'person_to_tell',
  requests: 'step_request',
  proposals: 'measure_proposal',
  actions: 'board_action',
  learning: 'learning_shared',
  imports: 'staged_import',
};

/** Parts of an address that are words of ours and name no record. */
const words: Readonly<Record<string, string>> = {
  to: 'met',
  number: '1',
  pair: '1..now',
  task: 'trigger',
  opening: 'OC-0001',
  table: 'judgements',
  area: 'overall',
  kind: 'self',
  framework: 'ofsted_ilacs_2018',
  field: 'trigger',
};

/** A case is everybody’s to read, and any researcher’s to code: what they code is their own. */
const ofNoPlace: readonly string[] = ['/research/cases/:ref', '/research/cases/:ref/coding'];

const singular = (segment: string): string => segment.replaceAll('-', '_').replace(/ies$/, 'y').replace(/s$/, '');

const hasColumn = async ({ test }: Site, table: string, column: string): Promise<boolean> =>
  test.database.rows(sql`SELECT ${fixed(`${table}.${column}`)} FROM ${fixed(table)} LIMIT 1`).then(
    () => true,
    () => false,
  );

/** The records of a body, by its own column or by that of its plan; every record of a table that has neither. */
async function ofBody(site: Site, table: string, organisationId: string): Promise<Sql> {
  if (await hasColumn(site, table, 'organisation_id'))
    return sql` WHERE ${fixed(`${table}.organisation_id`)} = ${organisationId}`;
  if (await hasColumn(site, table, 'plan_id'))
    return sql` WHERE ${fixed(`${table}.plan_id`)} IN
      (SELECT plan.id FROM plan WHERE plan.organisation_id = ${organisationId})`;
  return sql``;
}

/** What stands at a place of an address: a record of Northwick by its reference or id, wherever there is one. */
async function valueAt(site: Site, segment: string, name: string, organisationId: string): Promise<string | null> {
  if (name === 'slug') return organisationId;
  const word = words[name];
  if (word) return word;
  const table = segment === 'evidence' && name === 'ref' ? 'evidence' : (tables[segment] ?? singular(segment));
  const column = name === 'ref' || name === 'milestone' ? 'ref' : 'id';
  if (!/^[a-z_]+$/.test(table) || !(await hasColumn(site, table, column))) return null;
  const which = await ofBody(site, table, organisationId);
  const row = await site.test.database.row<{ value: string }>(sql`
    SELECT ${fixed(`${table}.${column}`)} AS value FROM ${fixed(table)}${which} ORDER BY ${fixed(`${table}.${column}`)} LIMIT 1`);
  return row?.value ?? null;
}

type Filled = { readonly address: string; readonly isWhole: boolean };

/** The address of a route with records of Northwick in its open places; the first of `firstOf`, where that is told. */
export async function filled(site: Site, path: string, firstOf = site.northwick): Promise<Filled> {
  const parts = path.split('/');
  let isWhole = true;
  let isFirst = true;
  for (const [index, part] of parts.entries()) {
    if (!part.startsWith(':')) continue;
    const [, name = ''] = /^:(\w+)/.exec(part) ?? [];
    const value = await valueAt(site, parts[index - 1] ?? '', name, isFirst ? firstOf : site.northwick);
    if (value === null && isFirst) isWhole = false;
    parts[index] = part.replace(`:${name}`, value ?? 'XX-9999');
    isFirst = false;
  }
  return { address: parts.join('/'), isWhole };
}

/** What a role may do within its own bounds only. */
const isBounded = (permission: Permission): boolean =>
  roles.some((role) => ['own', 'chair', 'named'].includes(extentFor(permission, role) ?? ''));
const boundedRoles = roles.filter((role): role is Role => !['administrator', 'record_keeper'].includes(role));

/** A case that is run, a board with a meeting, a plan: what the planted records do not have. All of Northwick. */
export async function workAt(site: Site): Promise<void> {
  const { app } = site.test;
  const board = await aBoard(app, site.northwick, { name: 'Private board', isPublic: false });
  await aReview(app, board.ref);
  // What came of a meeting: decisions, challenges, actions.
  await aPublishedMeeting(app, site.northwick);
  const plan = await aPlan((token) => app.get(token), {
    council: { id: site.northwick, slug: 'northwick' },
  });
  await plan.evidence((await plan.milestone()).ref);
  given(
    await app.get(RisksService).add(plan.secretary, plan.ref, {
      title: 'Agency staff leave',
      cause: 'Rates are higher next door',
      effect: 'Caseloads rise',
      likelihood: 4,
      consequence: 4,
    }),
  );
  await aPlan((token) => app.get(token), { council: { id: site.eastmere, slug: 'eastmere' } });
  const framework = await app.get(AreaViewsQueries).framework(words.framework ?? '');
  if (!framework) throw new Error('The reference data is not there');
  await aConcern(app, site.northwick);
  await aLearningReview(app, site.northwick);
  await aDraft(app, site.northwick);
  const { id, ref, name } = site.everybody.account;
  await app
    .get(ComparisonsService)
    .save(
      { name: ref, role: 'researcher', requestId: null, account: { id, ref, name, email: '', grants: [] } },
      { name: 'Of one researcher', note: null },
      { cases: [], align: 'trigger', lanes: [], series: [], shownAs: '' },
    );
  await aHeadcount(app, site.northwick, { on: day('2026-03-31'), value: 400 });
  const editor = anActor('organisation_editor', { organisationId: site.northwick });
  const [area] = await app.get(AreaViewsQueries).areas(framework.id);
  const grade = (await app.get(AreaViewsQueries).grades(area ? [area.scaleId] : [])).find(
    ({ scaleId }) => scaleId === area?.scaleId,
  );
  const said = { narrative: 'We know where we stand.', visibility: 'board', reviewRef: null } as const;
  await app
    .get(AreaViewsService)
    .add(
      editor as PersonActing,
      'self',
      { organisationId: site.northwick, framework },
      { ...said, areaKey: area?.key ?? '', gradeId: grade?.id ?? '', from: period('2026'), to: period('2026') },
    );
  for (const organisationId of [site.northwick, site.eastmere]) {
    const episode = await site.test.database.row<{ ref: string; version: number }>(sql`
      SELECT failure_episode.ref, failure_episode.version FROM failure_episode
       WHERE failure_episode.organisation_id = ${organisationId} ORDER BY failure_episode.ref LIMIT 1`);
    const { ref = '', version = 0 } = episode ?? {};
    await app.get(CasesService).takeUp(anActor('board_secretary', { organisationId }), { ref, version });
  }
}

const elsewhere = async (site: Site): Promise<Person> => {
  const office = await site.test.database.row<{ id: string }>(sql`
    SELECT inspectorate.id FROM inspectorate WHERE inspectorate.key <> 'ofsted' ORDER BY inspectorate.key LIMIT 1`);
  return aPerson(site.test, {
    name: 'Every bounded role elsewhere',
    grants: boundedRoles.map((role) =>
      aGrant({ role, organisationId: site.eastmere, inspectorateId: office?.id ?? null, chair: true }),
    ),
  });
};

/**
 * Every route that takes a reference, generated from the routes as they are: whoever has the right role at another place
 * finds nothing at a guessed address of Northwick, changes nothing there, and does not reach Northwick’s parts through a
 * thing of their own either.
 */
export const everyReference: Proof = async (site) => {
  const faults: string[] = [];
  await aConfidentialInspection(site);
  await workAt(site);
  const stranger = await elsewhere(site);
  const handlers = site.handlers.filter(
    ({ path, permission }) =>
      path.includes(':') && !ofNoPlace.includes(path) && permission !== null && isBounded(permission),
  );
  let opened = 0;
  for (const handler of handlers) {
    const { address, isWhole } = await filled(site, handler.path);
    if (!isWhole) {
      faults.push(
        `${handler.path}: no record of Northwick to ask for. Name its table in every-reference.ts, or plant one`,
      );
      continue;
    }
    faults.push(...(await askedBy(site, stranger, handler, address)));
    const isNested = [...handler.path.matchAll(/:(\w+)/g)].slice(1).some(([, name = '']) => !words[name]);
    const through = isNested ? await filled(site, handler.path, site.eastmere) : null;
    if (through?.isWhole) faults.push(...(await askedBy(site, stranger, handler, through.address)));
    if (handler.method === 'GET' && (await site.everybody.get(address)).status === 200) opened += 1;
  }
  if (handlers.length < 80) faults.push(`only ${handlers.length} routes were tried`);
  if (opened < 20) faults.push(`the people of Northwick open only ${opened} of these themselves`);
  return faults;
};

async function askedBy(site: Site, stranger: Person, handler: Handler, address: string): Promise<string[]> {
  const before = await site.test.database.version();
  const faults: string[] = [];
  const status =
    handler.method === 'GET'
      ? (await stranger.get(address)).status
      : (await post(site, address, { cookie: stranger.cookie, fields: { _csrf: tokenFor(stranger) } })).status;
  // Malformed (400) is what any address answers to an empty form, whether there is such a thing or not.
  if (![400, 403, 404].includes(status))
    faults.push(`${handler.method} ${address} answers ${status} to whoever is elsewhere`);
  if ((await site.test.database.version()) !== before)
    faults.push(`${handler.method} ${address} changes something for whoever is elsewhere`);
  return faults;
}
