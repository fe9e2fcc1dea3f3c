import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import type { Citation } from '../../sources/data/citations.queries.js';
import { aBody, aDossier, anEpisode, anIntervention, certain, failedTwice } from '../../../test/builders/a-dossier.js';
import type { Dossier } from '../domain/dossier.js';
import { knownFacts } from '../domain/known-facts.js';
import { derivedAnew } from '../domain/judged.js';
import type { DossierPageInput } from './organisation-frame.page.js';
import { organisationPage } from './organisation.page.js';

const citation = (ref: string): Citation => ({
  ref,
  title: `Report ${ref}`,
  publisher: 'Ofsted',
  publishedOn: '2010-12-17',
  url: 'https://example.org/report',
  archiveUrl: null,
  verified: true,
  field: null,
  page: null,
  paragraph: null,
  quote: null,
});

const input = (dossier: Dossier, more: Partial<DossierPageInput> = {}): DossierPageInput => ({
  dossier,
  citations: new Map(),
  today: day('2026-11-23'),
  known: { ok: true, value: null },
  ...more,
});

const asKnownOn = (text: string): DossierPageInput =>
  input(derivedAnew(knownFacts(failedTwice(), { day: day(text), sourced: new Map() })), {
    known: { ok: true, value: day(text) },
  });

const plain = (text: string | null | undefined) => text?.replaceAll('\u00a0', ' ');

describe('the page of an organisation', () => {
  it('begins with its state in a sentence, and says that nobody decided it', () => {
    const page = organisationPage(input(failedTwice()));
    expect(page.sentence).toBe(
      'Judged inadequate in December 2010 and again in May 2019. Not failing since May 2023. The relapse watch runs to May 2030.',
    );
    expect(page.tag.text).toBe('On relapse watch');
    expect(page.basis.paragraphs).toContain('Nobody has recorded a decision about the state.');
    expect(page.notification).toBeNull();
  });

  it('says the same sentence as it was known on an earlier day, and keeps the day in its links', () => {
    const page = organisationPage(asKnownOn('2012-06-30'));
    expect(page.sentence).toBe('Judged inadequate in December 2010. No judgement since then is better than failing.');
    expect(page.notification?.text).toBe('Episode one.');
    expect(page.notification?.link?.href).toBe('/episodes/EP-one?known=2012-06-30');
    expect(page.episodes.rows).toHaveLength(1);
    expect(page.subNavigation.items.map(({ href }) => href)).toEqual([
      '/organisations/service?known=2012-06-30',
      '/organisations/service/inspections?known=2012-06-30',
      '/organisations/service/plan?known=2012-06-30',
      '/organisations/service/measures?known=2012-06-30',
      '/organisations/service/lessons?known=2012-06-30',
      '/organisations/service/board?known=2012-06-30',
      '/organisations/service/timeline?known=2012-06-30',
    ]);
    expect(page.notices).toHaveLength(1);
  });

  it('prints a decided state with its reason, before what judgements say', () => {
    const dossier = failedTwice();
    const decided = dossier.episodes.map((one) => ({
      ...one,
      status: 'recovered',
      statusReason: 'The board decided so.',
      recoveredOn: period('2014'),
    }));
    expect(organisationPage(input({ ...dossier, episodes: decided })).basis.paragraphs).toContain(
      'Episode one: recovered (The board decided so).',
    );
  });

  it('lists its episodes with dates, months and what each is a relapse of', () => {
    const [first, second] = organisationPage(input(failedTwice())).episodes.rows;
    expect(first?.cells.map(({ text }) => plain(text))).toEqual([
      'Episode one',
      '17 December 2010',
      'February 2013',
      '26.0 ± 0.5 months',
      'Failed again, from judgements',
      'None on the record',
    ]);
    expect(plain(second?.cells[3]?.text)).toBe('48.1 months (4 years)');
    expect(second?.cells[5]?.href).toBe('/episodes/EP-one');
  });

  it('says when the watch ends', () => {
    expect(organisationPage(input(failedTwice())).next.map(plain)).toEqual([
      '11 May 2030: the relapse watch of “Episode two” ends, after 84 months.',
    ]);
  });

  it('watches a failure no longer once its relapse has begun', () => {
    expect(organisationPage(asKnownOn('2019-12-01')).next.map(plain)).toEqual([]);
    expect(organisationPage(asKnownOn('2018-12-01')).next.map(plain)).toEqual([
      'February 2020: the relapse watch of “Episode one” ends, after 84 months.',
    ]);
  });

  it('does not claim that a step without a known end is in force', () => {
    const dossier = aDossier({ interventions: [anIntervention('board', 4, '2009-03-12', null)] });
    const { level, list } = organisationPage(input(dossier)).intervention;
    expect(level).toContain('the record has no end, so it cannot say that they are over');
    expect(list.map(plain)).toEqual(['Step board, level 4, 12 March 2009, no end on the record']);
    const running = aDossier({ interventions: [anIntervention('board', 4, '2026-03-12', '2027-03-12')] });
    expect(organisationPage(input(running)).intervention.level).toContain('Level 4 of 5: statutory direction');
    expect(organisationPage(input(aDossier())).intervention.level).toBe(
      'No intervention is on the record as in force.',
    );
  });

  it('has no intervention in force once the body has closed', () => {
    const self = aBody('service', { kind: 'council_service', closedOn: period('2020-04-01') });
    const dossier = aDossier({ self, interventions: [anIntervention('board', 4, '2009-03-12', null)] });
    expect(organisationPage(input(dossier)).intervention).toEqual({
      level: 'The organisation has closed, so no intervention is in force. What was done stands in its timeline.',
      list: [],
    });
  });

  it('leaves a step that another replaced out of what may be in force', () => {
    const dossier = aDossier({
      interventions: [
        anIntervention('old', 5, '2009-03-12', null),
        anIntervention('new', 3, '2010-03-12', '2012', { replacesId: 'old' }),
      ],
    });
    expect(organisationPage(input(dossier)).intervention.level).toBe('No intervention is on the record as in force.');
  });

  it('tells the story of a predecessor beside its own, with the relation', () => {
    const bodies = [aBody('academy', { kind: 'school' }), aBody('school', { kind: 'school', name: 'The old school' })];
    const dossier = aDossier({
      self: bodies[0],
      bodies,
      family: ['academy', 'school'],
      links: [
        {
          id: 'l',
          fromId: 'school',
          toId: 'academy',
          type: 'replaced_by',
          on: period('2012-09'),
          certainty: certain('2012-09'),
        },
      ],
      episodes: [
        anEpisode('e', '2010-11-18', {
          organisationId: 'school',
          area: 'standards',
          watchUntil: day('2027-03-01'),
          recoveredOn: period('2020-03-01'),
        }),
      ],
    });
    const page = organisationPage(input(dossier));
    expect(page.others.map(({ relation, link }) => [relation, link.text])).toEqual([['Replaced', 'The old school']]);
    expect(page.next.map(plain)).toEqual(['1 March 2027: the relapse watch of “Episode e” ends, after 84 months.']);
  });

  it('says what it is when nothing else has been recorded', () => {
    const page = organisationPage(input(aDossier()));
    expect(page.isEmpty).toBe(true);
    expect(page.figure).toBeNull();
    expect(page.sentence).toBe('No graded judgement is on the record.');
  });

  it('numbers the sources in the order in which they are cited', () => {
    const citations = new Map([
      ['over', [citation('SO-2')]],
      ['two', [citation('SO-1'), citation('SO-2')]],
    ]);
    const page = organisationPage(input(failedTwice(), { citations }));
    expect(page.sources?.map(({ number, id }) => [number, id])).toEqual([
      [1, 'SO-2'],
      [2, 'SO-1'],
    ]);
    expect(page.judgements.rows[0]?.cells[3]?.citations?.map(({ href }) => href)).toEqual(['#source-1']);
  });
});
