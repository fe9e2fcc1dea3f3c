import { theService } from '../../src/access/audit.service.js';
import { sql } from '../../src/database/sql.js';
import { CaseLibraryService } from '../../src/exchange/case-library.service.js';
import { openTestRecord, type TestRecord } from '../builders/test-record.js';

let record: TestRecord | undefined;
afterEach(async () => {
  await record?.close();
  record = undefined;
});

it('loads', async () => {
  const start = performance.now();
  record = await openTestRecord();
  console.log('open', performance.now() - start);
  const t = performance.now();
  const load = await record.get(CaseLibraryService).load(theService);
  console.log('load', performance.now() - t, load);
  const rows = await record.database.rows(sql`SELECT failure_episode.ref, organisation.slug, failure_episode.title, failure_episode.origin, failure_episode.state, failure_episode.status, failure_episode.trigger_on, failure_episode.derived_trigger_on, failure_episode.derived_not_failing_on, derived_good_on, watch_until, relapse_of_id, derived_relapse_of_id FROM failure_episode JOIN organisation ON organisation.id = failure_episode.organisation_id ORDER BY trigger_day`);
  console.table(rows);
  console.table(await record.database.rows(sql`SELECT organisation.slug, s.state, s.episodes, s.open_episodes, s.relapses, s.latest_on, s.latest_label, s.latest_band FROM organisation_standing s JOIN organisation ON organisation.id = s.organisation_id`));
  console.table(await record.database.rows(sql`SELECT seq, action, entity_id FROM audit_entry ORDER BY seq`));
});
