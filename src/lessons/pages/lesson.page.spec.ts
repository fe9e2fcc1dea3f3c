import { day } from '../../kernel/calendar-day.js';
import type { Citation } from '../../sources/data/citations.queries.js';
import type { EvidenceRow } from '../data/lesson-pages.row.js';
import { evidenceCsvColumns, lessonPage } from './lesson.page.js';
import { lessonsPage } from './lessons.page.js';

const inForce = { editions: [], today: day('2026-11-23') };

const anEvidence = (change: Partial<EvidenceRow> = {}): EvidenceRow => ({
  id: 'e',
  lesson: 4,
  stance: 'supports',
  text: 'The service was moved twice in three years.',
  occurredOn: '2016',
  page: null,
  organisation: 'Somewhere Council',
  slug: 'somewhere-council',
  episodeRef: 'EP-0002',
  episodeTitle: 'Children’s services, 2014',
  knownOn: '2016-07',
  verified: 1,
  inferred: 0,
  note: null,
  recordedAt: '2026-11-23T10:00:00.000Z',
  ...change,
});

const source: Citation = {
  ref: 'SO-0001',
  title: 'A report',
  publisher: 'A publisher',
  publishedOn: '2016-07',
  url: 'https://example.org',
  archiveUrl: null,
  verified: true,
  field: null,
  page: null,
  paragraph: null,
  quote: null,
};

describe('the page of a lesson', () => {
  it('puts what supports it and what complicates it side by side', () => {
    const page = lessonPage(4, [anEvidence(), anEvidence({ id: 'f', stance: 'complicates' })], new Map(), inForce);
    expect(page.sides.map(({ heading, evidence }) => [heading, evidence.map(({ anchor }) => anchor)])).toEqual([
      ['What supports it (1)', ['fact-e']],
      ['What complicates it (1)', ['fact-f']],
    ]);
  });

  it('says so where the cases say nothing', () => {
    const page = lessonPage(4, [], new Map(), inForce);
    expect(page.sides.map(({ empty }) => empty)).toEqual([
      'Nothing on the record supports it yet.',
      'Nothing on the record complicates it yet.',
    ]);
    expect(page.csvHref).toBeNull();
  });

  it('links each piece of evidence to its organisation, its episode and its numbered sources', () => {
    const page = lessonPage(4, [anEvidence()], new Map([['e', [source]]]), inForce);
    expect(page.sides[0]?.evidence[0]).toMatchObject({
      organisation: { href: '/organisations/somewhere-council' },
      episode: { href: '/episodes/EP-0002' },
      when: '2016',
      marks: [{ number: 1, href: '#source-1' }],
      certainty: null,
    });
    expect(page.sources?.[0]?.href).toBe('/sources/SO-0001');
  });

  it.each([
    [{ verified: 0 }, 'Not verified.'],
    [
      { verified: 0, inferred: 1, note: 'the year was worked out' },
      'Not verified. Partly inferred: the year was worked out',
    ],
    [{ note: 'Only the summary could be read.' }, 'Only the summary could be read.'],
  ])('marks evidence that is %j', (change, words) => {
    expect(lessonPage(4, [anEvidence(change)], new Map(), inForce).sides[0]?.evidence[0]?.certainty).toBe(words);
  });

  it('says of evidence without a date or an organisation that it has none', () => {
    const page = lessonPage(4, [anEvidence({ occurredOn: null, organisation: null, slug: null })], new Map(), inForce);
    expect(page.sides[0]?.evidence[0]).toMatchObject({ when: 'Date not known', organisation: null });
  });

  it('shows all five levels with what each asks for', () => {
    const { levels } = lessonPage(4, [], new Map(), inForce);
    expect(levels.rows).toHaveLength(5);
    expect(levels.rows[4]?.cells[2]?.text).toContain('1 of them from outside, and 365 days');
  });

  it('leads to its neighbours, and the first and the last have only one', () => {
    expect(lessonPage(1, [], new Map(), inForce)).toMatchObject({ previous: null, next: { href: '/lessons/2' } });
    expect(lessonPage(8, [], new Map(), inForce)).toMatchObject({ previous: { href: '/lessons/7' }, next: null });
  });
});

describe('a lesson across the cases', () => {
  const aCase = (place: number) => ({
    episodeId: `episode-${place}`,
    ref: `EP-000${place}`,
    title: `Failure ${place}`,
    organisation: `Council ${place}`,
    slug: `council-${place}`,
  });
  const result = {
    episodeId: 'episode-1',
    key: 'L4.1',
    lesson: 4,
    version: 1,
    edition: 1,
    result: 'challenge',
    value: 0.6,
    sentence: '6 of 10 actions change structure.',
  } as const;
  const across = { cases: [aCase(1), aCase(2)], said: [], results: [result] };
  const page = lessonPage(4, [], new Map(), { ...inForce, across });

  it('stand by name, with what the record shows of each and where it is worked out', () => {
    expect(page.cases?.rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
      ['Council 1', 'Failure 1', 'Challenge: L4.1.', 'Nothing published'],
      ['Council 2', 'Failure 2', 'See what it shows now', 'Nothing published'],
    ]);
    expect(page.cases?.rows[0]?.cells[2]?.href).toBe('/episodes/EP-0001/lessons#lesson-4');
    expect(page.cases?.rows[1]?.cells[2]?.note).toContain('being read anew');
  });

  it('are told signal by signal, each with its sentence and its working', () => {
    expect(page.bySignal).toEqual([
      {
        summary: 'L4.1 The mix of levers: what each case shows',
        lines: [
          {
            organisation: 'Council 1',
            working: { text: 'Failure 1', href: '/episodes/EP-0001/lessons/l4-1' },
            tag: { text: 'Challenge', colour: 'orange' },
            sentence: '6 of 10 actions change structure.',
          },
        ],
      },
    ]);
  });
});

describe('the list of lessons', () => {
  it('counts evidence for and against, and prints none as 0', () => {
    const { table } = lessonsPage([{ lesson: 4, stance: 'supports', count: 3 }]);
    expect(table.rows).toHaveLength(8);
    expect(table.rows[3]?.cells.slice(2).map(({ text }) => text)).toEqual(['3', '0']);
  });
});

describe('the download of evidence', () => {
  it('gives the sources of each piece and dates as they are kept', () => {
    const written = evidenceCsvColumns.map(({ value }) => value({ row: anEvidence(), sources: [source] }));
    expect(written).toEqual(
      expect.arrayContaining(['Supports the lesson', '2016', '2016-07', '2026-11-23', 'SO-0001']) as unknown[],
    );
  });
});
