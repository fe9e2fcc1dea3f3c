/**
 * Makes one record to measure on: `node test/bench/fill.mjs FILE JUDGEMENTS`. The tables are those that the service
 * makes itself; the facts are written straight into them, since a million would be long in coming through the pages;
 * episodes and standings are then worked out by the service. Says what it made as one line of JSON.
 */
import { rmSync } from 'node:fs';
import { checksums, hashing, organisationsWith } from './made-up-data.mjs';
import { openService, program } from './service.mjs';

const { loadSqliteDriver } = await program('database/sqlite-driver.js');
const { DerivingEpisodesService } = await program('episodes/deriving-episodes.service.js');
const { matchingName, slugOf, sortNameOf } = await program('organisations/domain/names.js');

const bodiesAtOnce = 500;
const recordedAt = '2026-01-05T09:00:00.000Z';
const kept = {
  recorded_at: recordedAt,
  recorded_by: 'the record keeper',
  version: 1,
  visibility: 'public',
  published_at: recordedAt,
};
const known = (on) => ({ known_on: on, verified: 1, inferred: 0 });
const referenceOf = (prefix, number) => `${prefix}-${String(number).padStart(4, '0')}`;

/** Adds rows to tables, one prepared statement for each table. The first row of a table decides its columns. */
function tablesOf(connection) {
  const statements = new Map();
  return (table, row) => {
    if (!statements.has(table)) {
      const columns = Object.keys(row);
      const names = columns.map((column) => `"${column}"`).join(', ');
      const places = columns.map((column) => `@${column}`).join(', ');
      statements.set(table, connection.prepare(`INSERT INTO "${table}" (${names}) VALUES (${places})`));
    }
    statements.get(table).run(row);
  };
}

/** What the shipped frameworks say of the areas and grades that the made-up inspections use. */
function frameworksIn(connection) {
  const rows = connection
    .prepare('SELECT id, key, title, episode_area AS area, scale_id AS scale FROM framework')
    .all();
  const areas = connection.prepare(
    'SELECT key, label, is_overall AS isOverall FROM framework_area WHERE framework_id = ?',
  );
  const grades = connection.prepare('SELECT key, id, label FROM rating_grade WHERE scale_id = ?');
  const byKey = (found) => new Map(found.map((row) => [row.key, row]));
  return new Map(
    rows.map((row) => [row.key, { ...row, areas: byKey(areas.all(row.id)), grades: byKey(grades.all(row.scale)) }]),
  );
}

/** Everything that people or imports would have put on the record, in one transaction. */
function write(connection, judgements) {
  const add = tablesOf(connection);
  const frameworks = frameworksIn(connection);
  // The frameworks that the service has loaded by itself have taken numbers already.
  const numbers = new Map(connection.prepare('SELECT prefix, next FROM reference_counter').raw().all());
  const next = (prefix) => {
    const number = numbers.get(prefix) ?? 1;
    numbers.set(prefix, number + 1);
    return referenceOf(prefix, number);
  };
  const made = { organisations: 0, inspections: 0, judgements: 0, spells: 0, source: null };
  const sources = new Map();
  const sourceOf = (year) => {
    if (!sources.has(year)) {
      const id = `00000000-0000-4000-a000-00000000${year}`;
      sources.set(year, id);
      const ref = next('SO');
      made.source ??= ref;
      add('source', {
        id,
        ref,
        title: `Inspection outcomes published in ${year}`,
        publisher: 'Ofsted',
        published_on: year,
        url: `https://example.org/outcomes/${year}`,
        kind: 'official',
        tier: 'official',
        verified: 1,
        ...kept,
      });
    }
    return sources.get(year);
  };
  const hash = hashing();
  const ids = [];

  for (const organisation of organisationsWith(judgements)) {
    hash.take(organisation);
    ids.push(organisation.id);
    made.organisations += 1;
    made.spells += organisation.failingSpells;
    addOrganisation(add, next, organisation);
    for (const inspection of organisation.inspections) {
      made.inspections += 1;
      made.judgements += inspection.judgements.length;
      addInspection(add, next, { organisation, inspection, framework: frameworks.get(inspection.framework), sourceOf });
    }
    for (const warning of organisation.warnings)
      add('warning_sign', {
        id: warning.id,
        ref: next('WS'),
        organisation_id: organisation.id,
        occurred_on: warning.occurredOn,
        kind: 'performance_data',
        text: 'The figures had fallen for a year.',
        ...known(warning.occurredOn),
        ...kept,
      });
    for (const intervention of organisation.interventions)
      add('intervention', {
        id: intervention.id,
        ref: next('IV'),
        organisation_id: organisation.id,
        kind: 'formal_notice',
        type_text: 'Improvement notice',
        level: 3,
        authority: 'Department for Education',
        started_on: intervention.startedOn,
        ended_on: intervention.endedOn,
        text: 'An improvement notice was given.',
        ...known(intervention.startedOn),
        ...kept,
      });
  }
  // The next start fills the index of words from what is there.
  connection.exec('DELETE FROM search_edition');
  connection.exec('DELETE FROM reference_counter');
  for (const [prefix, number] of numbers) add('reference_counter', { prefix, next: number });
  return { ids, made, checksum: hash.text() };
}

function addOrganisation(add, next, { id, kind, name, region, code }) {
  add('organisation', {
    id,
    ref: next('OR'),
    slug: slugOf(name),
    name,
    sort_name: sortNameOf(name),
    kind,
    sector: kind === 'council' ? 'councils' : 'schools',
    region,
    country: 'England',
    ...known(null),
    ...kept,
  });
  const ofIt = (first) => `${first}${id.slice(1)}`;
  add('organisation_name', { id: ofIt('1'), organisation_id: id, name, folded: matchingName(name), kind: 'official' });
  add('organisation_code', {
    id: ofIt('2'),
    organisation_id: id,
    scheme: kind === 'council' ? 'ons' : 'urn',
    value: code,
    verified: 1,
  });
}

function addInspection(add, next, { organisation, inspection, framework, sourceOf }) {
  const label = framework.grades.get(inspection.overall).label;
  add('inspection', {
    id: inspection.id,
    ref: next('IN'),
    organisation_id: organisation.id,
    framework_id: framework.id,
    published_framework: framework.title,
    inspectorate_name: 'Ofsted',
    subject: organisation.kind === 'council' ? "Children's services" : 'School',
    area: framework.area,
    type: 'full',
    graded: 1,
    started_on: inspection.startedOn,
    ended_on: inspection.endedOn,
    published_on: inspection.publishedOn,
    judged_on: inspection.publishedOn,
    judged_day: inspection.publishedOn,
    overall_label: label,
    report_url: `https://example.org/reports/${inspection.id}`,
    status: 'published',
    ...known(inspection.publishedOn),
    ...kept,
  });
  for (const [position, judgement] of inspection.judgements.entries()) {
    const area = framework.areas.get(judgement.area);
    const grade = framework.grades.get(judgement.grade);
    add('judgement', {
      id: judgement.id,
      inspection_id: inspection.id,
      position,
      area_key: area.key,
      area_text: area.label,
      is_overall: area.isOverall,
      grade_id: grade.id,
      label: grade.label,
    });
  }
  add('source_link', {
    id: `3${inspection.id.slice(1)}`,
    source_id: sourceOf(inspection.publishedOn.slice(0, 4)),
    record_kind: 'inspection',
    record_id: inspection.id,
    position: 0,
  });
}

/** As the service would after an import, some hundred bodies to a transaction. */
async function derive(service, ids) {
  const episodes = service.app.get(DerivingEpisodesService, { strict: false });
  for (let start = 0; start < ids.length; start += bodiesAtOnce)
    await episodes.rederive(ids.slice(start, start + bodiesAtOnce));
}

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

const [file, size] = process.argv.slice(2);
for (const ending of ['', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true });
const empty = await openService(file);
await empty.close();

const startedAt = performance.now();
const Connection = loadSqliteDriver();
const connection = new Connection(file);
connection.pragma('synchronous = OFF');
connection.pragma('cache_size = -262144');
connection.pragma('foreign_keys = ON');
const { ids, made, checksum } = connection.transaction(() => write(connection, Number(size)))();
connection.close();
const wanted = checksums[size];
if (wanted && wanted !== checksum)
  refuse(
    `The made-up record of ${size} judgements has the checksum ${checksum}, not ${wanted}: its figures would be of other data.`,
  );

const writtenAt = performance.now();
const service = await openService(file);
await derive(service, ids);
await service.close();

const after = new Connection(file, { readonly: true });
const count = (table) => after.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
const found = { episodes: count('failure_episode'), standings: count('organisation_standing') };
after.close();
if (found.episodes !== made.spells || found.standings !== made.organisations)
  refuse(
    `The service found ${found.episodes} episodes and ${found.standings} standings where the data has ${made.spells} and ${made.organisations}.`,
  );
const seconds = (from, to) => Number(((to - from) / 1_000).toFixed(1));
process.stdout.write(
  `${JSON.stringify({ ...made, checksum, writeSeconds: seconds(startedAt, writtenAt), deriveSeconds: seconds(writtenAt, performance.now()) })}\n`,
);
