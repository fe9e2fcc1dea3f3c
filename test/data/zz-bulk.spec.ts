import { period } from '../../src/kernel/period.js';
import { InspectionsService } from '../../src/inspections/inspections.service.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { DerivingEpisodesService } from '../../src/episodes/deriving-episodes.service.js';
import { openTestRecord } from '../builders/test-record.js';
const someone = { name: 'A', role: 'r', requestId: null };
it('bulk', async () => {
  const record = await openTestRecord();
  let t = performance.now();
  let cpu = process.cpuUsage(); const lap = (what: string) => { const u = process.cpuUsage(cpu); cpu = process.cpuUsage(); console.log('cpu', Math.round((u.user + u.system) / 1000)); console.log(what, Math.round(performance.now() - t), Math.round(process.memoryUsage().heapUsed / 1e6)); t = performance.now(); };
  const made = await record.get(OrganisationsService).registerMany(someone, Array.from({ length: 5000 }, (_, i) => ({ name: `School ${i} of somewhere`, kind: 'school' as const, sector: 'schools' as const, codes: [{ scheme: 'urn', value: String(100000 + i) }] })));
  lap('register 5000');
  const grades = ['inadequate', 'good', 'requires_improvement', 'outstanding'];
  await record.get(InspectionsService).recordMany(someone, made.flatMap(({ id }, b) => Array.from({ length: 5 }, (_, i) => ({
    organisationId: id, framework: 'ofsted_eif_2019', inspectorateName: 'Ofsted', subject: 'School', type: 'full' as const, graded: true, publishedOn: period(`${2008 + i * 3}-03-${10 + (b % 18)}`), overallLabel: 'x',
    judgements: [{ area: 'overall', areaText: 'Overall', grade: grades[(b * 7 + i * 3) % 4], label: 'x' }, { area: 'quality_of_education', areaText: 'Quality', grade: grades[(b + i) % 4], label: 'x' }],
  }))));
  lap('record 25000 inspections, 50000 judgements');
  await record.get(DerivingEpisodesService).rederive(made.map(({ id }) => id));
  lap('rederive all');
  await record.get(DerivingEpisodesService).rederive([made[77]!.id]);
  lap('rederive one');
  await record.close();
}, 600000);
