import { csvText } from '../../shell/csv.js';
import { day } from '../../kernel/calendar-day.js';
import {
  aDossier,
  aSupport,
  aWarning,
  certain,
  failedTwice,
  anIntervention,
} from '../../../test/builders/a-dossier.js';
import type { Dossier } from '../domain/dossier.js';
import type { DossierPageInput } from './organisation-frame.page.js';
import { timelineCsv, timelinePage } from './organisation-timeline.page.js';

const input = (dossier: Dossier): DossierPageInput => ({
  dossier,
  citations: new Map(),
  today: day('2026-11-23'),
  known: { ok: true, value: null },
});
const plain = (text: string | null | undefined) => text?.replaceAll('\u00a0', ' ');

describe('the timeline page', () => {
  it('says when each thing happened, when it became known and, once for all, when it was recorded', () => {
    const { entries, recorded } = timelinePage(input(failedTwice()), {});
    const review = entries.find(({ id }) => id === 'review');
    expect(plain(review?.date)).toBe('June 2018');
    expect(plain(review?.knownOn)).toBe('June 2018');
    expect(entries.map(({ recordedOn }) => recordedOn)).toEqual(entries.map(() => null));
    expect(plain(recorded ?? '')).toBe('All of this was recorded here on 1 November 2026.');
  });

  it('says of each thing when it was recorded, where that was not on one day', () => {
    const later = certain('2015', { recordedOn: day('2026-11-20') });
    const dossier = failedTwice({
      warnings: [aWarning('early', '2014'), aWarning('restructure', '2015-07', { certainty: later })],
    });
    const { entries, recorded } = timelinePage(input(dossier), { kind: 'warning' });
    expect(recorded).toBeNull();
    expect(entries.map(({ recordedOn }) => plain(recordedOn))).toEqual(['1 November 2026', '20 November 2026']);
  });

  it('prints every planned end with its announcement, and the level as ours', () => {
    const entry = timelinePage(input(failedTwice()), {}).entries.find(({ id }) => id === 'commissioner');
    const text = entry?.paragraphs.map(plain).join(' ');
    expect(text).toContain('Planned end 30 September 2019, announced 4 June 2019.');
    expect(text).toContain('Planned end January 2022, announced December 2020.');
    expect(text).toContain('Level 5 of 5, our reading');
    expect(entry?.alsoIds).toEqual(['plan-1', 'plan-2']);
  });

  it('shows only the kinds that were chosen, and keeps them in the download', () => {
    const page = timelinePage(input(failedTwice()), { kind: ['warning', 'support'] });
    expect(page.entries.map(({ id }) => id)).toEqual(['restructure', 'late', 'review']);
    expect(plain(page.heading)).toBe('3 events of the kinds chosen');
    expect(page.csvHref).toBe('/organisations/service/timeline.csv?kind=warning&kind=support');
    expect(
      csvText(timelineCsv(input(failedTwice()), { kind: ['warning', 'support'] }))
        .trim()
        .split('\r\n'),
    ).toHaveLength(4);
  });

  it('ignores a kind that makes no sense, with a note', () => {
    const page = timelinePage(input(failedTwice()), { kind: 'dragons' });
    expect(page.entries).toHaveLength(9);
    expect(page.notices?.[0]?.text).toContain('“dragons” is not one of the choices');
  });

  it('holds 300 rows on one page and pages of a hundred beyond', () => {
    const many = (count: number) =>
      aDossier({ warnings: Array.from({ length: count }, (_unused, index) => aWarning(`w${index}`, '2010-01-01')) });
    expect(timelinePage(input(many(300)), {}).entries).toHaveLength(300);
    const second = timelinePage(input(many(301)), { page: '4' });
    expect(second.entries).toHaveLength(1);
    expect(second.pagination?.summary).toBe('Showing 301 to 301 of 301');
    expect(timelinePage(input(many(301)), { page: 'x' }).notices?.[0]?.text).toContain('The first page is shown');
  });

  it('tells help that is also an intervention once, and answers to both records', () => {
    const dossier = aDossier({
      interventions: [anIntervention('team', 1, '2010-04', '2010-07')],
      support: [aSupport('same', '2010-04', '2010-07', { sameAsId: 'team' })],
    });
    const [entry] = timelinePage(input(dossier), {}).entries;
    expect(entry?.kinds).toEqual(['Intervention', 'Help from peers']);
    expect(entry?.alsoIds).toEqual(['same']);
  });

  it('marks what was not verified and what was inferred', () => {
    const dossier = aDossier({
      warnings: [
        aWarning('w', '2010', {
          certainty: certain(null, { verified: false, inferred: true, note: 'The year was worked out.' }),
        }),
      ],
    });
    const [entry] = timelinePage(input(dossier), {}).entries;
    expect(entry?.certainty).toBe('Not verified. Partly inferred: the year was worked out.');
    expect(entry?.knownOn).toBe('Not known when');
  });

  it('writes a download in which no text can run as a formula', () => {
    const dossier = aDossier({ warnings: [aWarning('w', '2010-Q2', { text: '=1+1' })] });
    const csv = csvText(timelineCsv(input(dossier), {}));
    expect(csv).toContain("'=1+1");
    expect(csv).toContain('2010-Q2,quarter,2010-04-01,2010-06-30');
  });

  it('says that nothing is there yet', () => {
    expect(timelinePage(input(aDossier()), {}).empty?.text).toBe('No events yet.');
    expect(timelinePage(input(failedTwice()), { kind: 'check' }).empty?.text).toBe(
      'No events of these kinds. Remove a filter.',
    );
  });
});
