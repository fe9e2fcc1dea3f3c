/**
 * What the lessons page of a council says, kept in tables of its own in a copy of the record, as whoever has no time to
 * work signals out for each reader would keep it: a row for each signal, and one for each fact that it uses, by an index
 * in the order in which they are read. The yardstick reads these; nothing in them is worked out when it is asked.
 */
import { copyFileSync } from 'node:fs';
import { openService, program } from './service.mjs';

const { loadSqliteDriver } = await program('database/sqlite-driver.js');

const tables = `
  CREATE TABLE bare_signal (
    organisation_id TEXT, position INTEGER, lesson INTEGER, key TEXT, name TEXT, result TEXT, colour TEXT, sentence TEXT,
    formula TEXT, formula_version TEXT, limits TEXT, limits_edition TEXT, needs TEXT, rests_on TEXT, facts INTEGER,
    missing TEXT, notes TEXT, PRIMARY KEY (organisation_id, position)) WITHOUT ROWID;
  CREATE TABLE bare_fact (
    organisation_id TEXT, signal TEXT, position INTEGER, text TEXT, href TEXT, happened TEXT,
    PRIMARY KEY (organisation_id, signal, position)) WITHOUT ROWID`;

/** The page and all facts behind it, as a member of the board reads them. */
async function readAsMember(service, slug, organisationId) {
  const { LessonReadingsDesk } = await program('overview/pages/lesson-readings-desk.js');
  const { lessonReadingsPage } = await program('overview/pages/lesson-readings.page.js');
  const { factLine } = await program('overview/pages/signal-working.page.js');
  const grant = { role: 'board_member', organisationId, inspectorateId: null, chair: false, fromOn: '2015-01-01' };
  const account = { id: 'bench', ref: 'AC-0000', name: 'The bench', email: '', grants: [{ ...grant, toOn: null }] };
  const readings = await service.app.get(LessonReadingsDesk, { strict: false }).ofOrganisation(slug, account, null);
  const page = lessonReadingsPage({ ...readings, known: { ok: true, value: null }, of: 'organisation' });
  const factsOf = (key) => {
    const { outcome } = readings.signals.find((signal) => signal.key === key);
    return outcome.used.map((fact) => factLine(fact, readings));
  };
  return { page, factsOf };
}

/** Gives how many signals and facts are kept. */
export async function keepReadings(file, copy, { slug, organisationId }) {
  const service = await openService(file);
  const { page, factsOf } = await readAsMember(service, slug, organisationId);
  await service.close();
  copyFileSync(file, copy);
  const Connection = loadSqliteDriver();
  const connection = new Connection(copy);
  connection.exec(tables);
  const addSignal = connection.prepare(
    `INSERT INTO bare_signal VALUES (${Array.from({ length: 17 }, () => '?').join(', ')})`,
  );
  const addFact = connection.prepare('INSERT INTO bare_fact VALUES (?, ?, ?, ?, ?, ?)');
  const kept = { signals: 0, facts: 0 };
  connection.transaction(() => {
    for (const { number, signals } of page.lessons)
      for (const signal of signals) {
        const [formula, limits, needs, restsOn] = signal.working.rows;
        const facts = factsOf(signal.key);
        addSignal.run(
          organisationId,
          kept.signals,
          Number(number),
          signal.key,
          signal.name,
          signal.tag.text,
          signal.tag.colour,
          signal.sentence,
          formula.text,
          formula.note,
          limits.text,
          limits.note,
          needs.text,
          restsOn.text,
          facts.length,
          JSON.stringify(signal.missing),
          JSON.stringify(signal.notes),
        );
        for (const [position, { text, href, when }] of facts.entries())
          addFact.run(organisationId, signal.key, position, text, href, when);
        kept.signals += 1;
        kept.facts += facts.length;
      }
  })();
  connection.close();
  return kept;
}
