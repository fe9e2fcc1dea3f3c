import { day } from '../../kernel/calendar-day.js';
import type { Case, CaseEpisode } from '../domain/cases.js';
import { changeOf, type HomeFacts, homePage } from './home.page.js';

const anEpisode = (given: Partial<CaseEpisode> & Pick<CaseEpisode, 'id'>): CaseEpisode => ({
  ref: `EP-${given.id}`,
  title: `Episode ${given.id}`,
  organisationId: 'council',
  organisationName: 'A Council',
  organisationSlug: 'a-council',
  successorId: null,
  successorName: null,
  successorSlug: null,
  relapseOfId: null,
  triggerInspectionRef: 'IN-0001',
  triggerInterventionId: null,
  notFailingInspectionRef: null,
  triggerInferred: null,
  notFailingInferred: null,
  triggerOn: '2010-12-17',
  derivedTriggerOn: null,
  notFailingOn: null,
  derivedNotFailingOn: null,
  recoveredOn: null,
  closedOn: null,
  ...given,
});

const council: Case = {
  bodies: [
    { id: 'council', name: 'A Council', slug: 'a-council' },
    { id: 'trust', name: 'A Trust', slug: 'a-trust' },
  ],
  episodes: [
    anEpisode({ id: 'a', derivedNotFailingOn: '2013-02-15' }),
    anEpisode({ id: 'b', triggerOn: '2019-05-08', derivedNotFailingOn: '2023-05', relapseOfId: 'a' }),
    anEpisode({ id: 'c', triggerOn: '2025-01-01' }),
  ],
};

const facts = (given: Partial<HomeFacts> = {}): HomeFacts => ({
  counts: { organisations: 10, inspections: 1_001, episodes: 1 },
  mostCounted: 1_000,
  cases: [council],
  lines: new Map(),
  changes: [],
  today: day('2026-11-23'),
  ...given,
});

const plain = (text: string | undefined): string => (text ?? '').replaceAll('\u00a0', ' ');

describe('the home page', () => {
  it('says in one sentence how long it took and how many came back', () => {
    expect(plain(homePage(facts()).cases?.headline)).toBe(
      'Half of these failures took 37.1 ± 0.3 months or more to reach a judgement that was not failing (median of 2). Failure came back once.',
    );
  });

  it.each([
    [[council, council], 'In all two cases failure came back, two times in all.'],
    [
      [council, { ...council, episodes: [anEpisode({ id: 'c' })] }],
      'In one of the two cases failure came back, once in all.',
    ],
  ])('counts relapses by case', (cases, said) => {
    expect(homePage(facts({ cases })).cases?.headline).toContain(said);
  });

  it('names a story by everyone that it passes through, and tells its lengths', () => {
    const [line] = homePage(facts()).cases?.lines ?? [];
    expect(line).toMatchObject({ name: 'A Council, then A Trust', href: '/organisations/a-council' });
    expect(plain(line?.text)).toBe(
      '3 episodes, 1 relapse. 26.0 and 48.2 ± 0.5 months to a judgement that was not failing. One without such a judgement.',
    );
  });

  it('says what the median leaves out, and gives n', () => {
    const workedOut = plain(homePage(facts()).cases?.workedOut.join(' '));
    expect(workedOut).toContain('n = 2 of 3 episodes');
    expect(workedOut).toContain('Left out: 1 episode');
  });

  it('links every date of the sum to the judgement that gives it', () => {
    const [row] = homePage(facts()).cases?.table.rows ?? [];
    expect(row?.cells.map(({ href }) => href ?? null)).toEqual([
      '/episodes/EP-a',
      '/inspections/IN-0001',
      null,
      null,
      null,
    ]);
  });

  it('links a trigger that was no judgement to the notice on the page of the case', () => {
    const noticed = {
      ...council,
      episodes: [anEpisode({ id: 'n', triggerInspectionRef: null, triggerInterventionId: 'breach' })],
    };
    const [row] = homePage(facts({ cases: [noticed] })).cases?.table.rows ?? [];
    expect(row?.cells[1]?.href).toBe('/episodes/EP-n#fact-breach');
  });

  it('does not give a median where no spell has ended', () => {
    const open: Case = { ...council, episodes: [anEpisode({ id: 'c' })] };
    expect(homePage(facts({ cases: [open] })).cases?.headline).toBe(
      'No judgement on record says yet that any of these failures ended. None has come back so far.',
    );
  });

  it('counts no further than it must', () => {
    expect(homePage(facts()).counts.map(({ number, text }) => `${number} ${text}`)).toEqual([
      '10 organisations',
      '1,000+ inspections',
      '1 episode of failure',
    ]);
  });

  it('says so when there is nothing yet', () => {
    const page = homePage(facts({ counts: { organisations: 0, inspections: 0, episodes: 0 }, cases: [] }));
    expect([page.empty, page.cases]).toEqual([{ text: 'No organisations have been published yet.' }, null]);
  });

  it('leads to each of the eight lessons', () => {
    expect(homePage(facts()).lessons.map(({ href }) => href)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `/lessons/${number}`),
    );
  });
});

describe('a change on the home page', () => {
  const change = (given: object) =>
    changeOf({
      at: '2026-11-01T09:00:00.000Z',
      action: 'inspection.recorded',
      entity: 'inspection',
      entityId: 'x',
      after: null,
      ...given,
    });

  it.each([
    [{ entityId: '57 records', after: '{"records":57,"from":"IN-0001"}' }, '57 inspections recorded', null],
    [{ after: '{"ref":"IN-0007"}' }, '1 inspection recorded', '/inspections/IN-0007'],
    [
      { action: 'episodes.derived', entity: 'failure_episode', entityId: '3 records', after: '{"opened":3}' },
      '3 episodes of failure worked out from judgements',
      null,
    ],
    [
      { action: 'library.loaded', entity: 'library_entry', entityId: '512 records' },
      'The case library was loaded: 512 records',
      null,
    ],
    [
      { action: 'import.applied', entity: 'import_batch', entityId: 'IM-0001', after: '{"rows":497}' },
      'A published file was imported: 497 rows',
      null,
    ],
    [{ after: 'not JSON' }, '1 inspection recorded', null],
  ])('is told as a sentence: %j', (given, text, href) => {
    expect(plain(change(given)?.text)).toBe(text);
    expect(change(given)?.href ?? null).toBe(href);
  });

  it('is not told when it was not made to the public record', () => {
    expect(change({ action: 'account.signed_in', entity: 'account' })).toBeNull();
  });

  it('has the five latest on the page', () => {
    const changes = Array.from({ length: 9 }, (_unused, index) => ({
      at: '2026-11-01T09:00:00.000Z',
      action: index === 0 ? 'account.signed_in' : 'source.added',
      entity: index === 0 ? 'account' : 'source',
      entityId: `${index} records`,
      after: null,
    }));
    const told = homePage(facts({ changes })).changes.map(({ text }) => plain(text));
    expect(told).toEqual([
      '1 source added',
      '2 sources added',
      '3 sources added',
      '4 sources added',
      '5 sources added',
    ]);
  });
});
