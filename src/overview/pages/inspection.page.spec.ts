import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import { aFramework, aJudgement, anInspection } from '../../../test/builders/a-dossier.js';
import type { InspectionFact } from '../domain/dossier.js';
import type { InspectionContext } from '../domain/inspection-sheet.js';
import { inspectionPage } from './inspection.page.js';
import { firstUnderNewFramework, streamsOf } from './judgements-table.page.js';

const context: InspectionContext = {
  kind: 'organisation',
  ref: 'service',
  name: 'The service',
  detail: null,
  second: null,
};

const pageOf = (inspection: InspectionFact, more: readonly InspectionContext[] = []) =>
  inspectionPage({
    sheet: { inspection, context: [context, ...more], conflicts: [], reports: [], reportText: null, editions: [] },
    citations: new Map(),
    known: { ok: true, value: null },
  });
const plain = (text: string | null | undefined) => text?.replaceAll('\u00a0', ' ');

describe('the page of an inspection', () => {
  it('says by which rule the judgement counts', () => {
    expect(pageOf(anInspection('a', '2019-05-08', 'inadequate')).verdict).toBe(
      'Overall effectiveness was judged inadequate; under this framework that is a formal failure.',
    );
  });

  it('says which date counts, and why', () => {
    const dated = pageOf(anInspection('a', '2019-05-08', 'good')).facts.rows.find(
      ({ label }) => label === 'Counts from',
    );
    expect([plain(dated?.text), dated?.note]).toEqual([
      '8 May 2019',
      'The publication, which is known to the month or better',
    ]);
    const late = anInspection('b', '2013-02', 'good', {
      publishedOn: period('2013'),
      endedOn: period('2013-02'),
      dateInferred: true,
    });
    const worked = pageOf(late).facts.rows.find(({ label }) => label === 'Counts from');
    expect(worked?.note).toContain('its publication is not known to the month');
    expect(worked?.note).toContain('worked out, not read');
  });

  it('gives each area its published word, with the band as ours', () => {
    const [card] = pageOf(anInspection('a', '2019-05-08', 'requires_improvement')).cards;
    expect(card?.value.grade?.word).toBe('Requires improvement');
    expect(card?.rows.map(({ label, text }) => [label, text])).toEqual([
      ['Published grade', 'Requires improvement'],
      ['Band (ours)', 'Below expected'],
      ['Place on its scale', '2, counted from the worst'],
    ]);
  });

  it('names the other band that a grade can fairly be read as', () => {
    const grade = { ...aJudgement('j', 'good').grade, altBand: 'below' };
    const inspection = anInspection('a', '2011', 'good', {
      judgements: [aJudgement('j', 'good', { grade: grade as never })],
    });
    expect(pageOf(inspection).cards[0]?.rows[1]?.note).toBe('It can also be read as below');
  });

  it('says that no judgement was made, with the reason', () => {
    const visit = anInspection('v', '2016', 'good', {
      graded: false,
      judgements: [],
      type: 'monitoring',
      overallLabel: null,
    });
    expect(pageOf(visit).empty).toBe('No judgement was made. Reason: monitoring visits of this kind give no grades.');
  });

  it('says which episode it opened and which it ended', () => {
    const roles = pageOf(anInspection('a', '2013-02', 'good'), [
      { kind: 'ended', ref: 'EP-0001', name: 'The first failure', detail: '2010-12-17', second: null },
    ]).roles;
    expect(roles.map(({ text, link }) => [text, link.href])).toEqual([
      ['It was the first judgement that was not failing in:', '/episodes/EP-0001'],
    ]);
  });

  it('leads to the inspection that took its place, or says why it was withdrawn', () => {
    const banner = pageOf(anInspection('a', '2013-02', 'good'), [
      { kind: 'superseded_by', ref: 'IN-0009', name: 'Services for children', detail: '2019-05-08', second: null },
    ]).banner;
    expect(banner?.link?.href).toBe('/inspections/IN-0009');
    const withdrawn = inspectionPage({
      sheet: {
        inspection: anInspection('a', '2013-02', 'good'),
        context: [{ ...context, detail: '2020-01-01T00:00:00.000Z', second: 'It was entered twice.' }],
        conflicts: [],
        reportText: null,
        editions: [],
        reports: [],
      },
      citations: new Map(),
      known: { ok: true, value: null },
    });
    expect(withdrawn.banner?.text).toBe('This inspection was withdrawn. Reason: It was entered twice.');
  });

  it('lists a correction only once it had been made', () => {
    const corrected = anInspection('a', '2013-02', 'good', {
      corrections: [
        {
          edition: 2,
          what: 'The date.',
          why: 'It was mistyped.',
          on: period('2020-03-01'),
          byRole: 'the record keeper',
        },
      ],
    });
    expect(pageOf(corrected).corrections.map(plain)).toEqual([
      'Edition 2, 1 March 2020: The date. Why: It was mistyped. By the record keeper.',
    ]);
    const before = inspectionPage({
      sheet: { inspection: corrected, context: [context], conflicts: [], reports: [], reportText: null, editions: [] },
      citations: new Map(),
      known: { ok: true, value: day('2019-01-01') },
    });
    expect(before.corrections).toEqual([]);
  });

  it('never links to an address that could run', () => {
    expect(pageOf(anInspection('a', '2013-02', 'good', { reportUrl: 'javascript:alert(1)' })).report).toBeNull();
  });
});

describe('the provenance of an inspection', () => {
  it('is the file with its checksum, and each line that tells of it', () => {
    const page = pageOf(anInspection('a', '2019-05-08', 'good'), [
      { kind: 'imported', ref: 'IM-0003', name: 'history.csv', detail: 'fd3431', second: '2026-11-27T09:39:00.000Z' },
      { kind: 'line', ref: 'SO-0194', name: 'History', detail: 'line 12', second: null },
    ]);
    expect(page.provenance?.rows.map(({ label, text, note, links }) => [label, plain(text), note ?? links])).toEqual([
      ['File', 'history.csv', 'Brought in as IM-0003'],
      ['Brought in', '09:39 on 27 November 2026', undefined],
      ['Checksum (SHA-256)', 'fd3431', undefined],
      ['Row', 'Line 12', [{ text: 'History', href: '/sources/SO-0194' }]],
    ]);
    expect(page.roles).toEqual([]);
  });

  it('is not there where nobody brought a file in', () => {
    expect(pageOf(anInspection('a', '2019-05-08', 'good')).provenance).toBeNull();
  });
});

describe('a list of inspections', () => {
  const first = anInspection('first', '2010-12-17', 'inadequate', { framework: aFramework('old') });
  const second = anInspection('second', '2019-05-08', 'inadequate');
  const visit = anInspection('visit', '2015-05-08', 'good', { framework: null, graded: false, judgements: [] });
  const unit = anInspection('unit', '2016-05-08', 'good', { unit: 'maternity' });

  it('marks the first judgement under another framework, visits apart', () => {
    expect([...firstUnderNewFramework([second, visit, first])]).toEqual(['second']);
  });

  it('does not take a part that was judged by itself for a sequel to the whole', () => {
    const part = anInspection('part', '2016-01-01', 'good', { unit: 'maternity', framework: aFramework('other') });
    expect([...firstUnderNewFramework([first, part, { ...second, framework: first.framework }])]).toEqual([]);
  });

  it('keeps a part that was judged by itself apart from the whole, newest first', () => {
    expect(
      streamsOf([first, unit, second, visit]).map(({ heading, inspections }) => [
        heading,
        inspections.map(({ id }) => id),
      ]),
    ).toEqual([
      ["Children's services", ['second', 'visit', 'first']],
      ["Children's services: maternity", ['unit']],
    ]);
  });
});
