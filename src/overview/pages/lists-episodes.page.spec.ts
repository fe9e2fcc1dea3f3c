import { day } from '../../kernel/calendar-day.js';
import { csvFile, csvText } from '../../shell/csv.js';
import { readFilters } from '../../shell/filters.js';
import type { EpisodeListRow } from '../data/lists.row.js';
import { episodeCsv, episodeFilters, type EpisodesList, episodesPage, readYears } from './lists-episodes.page.js';

const today = day('2026-11-23');

const aRow = (given: Partial<EpisodeListRow> = {}): EpisodeListRow => ({
  id: 'e',
  ref: 'EP-0005',
  organisationId: 'council',
  organisationName: 'West Sussex County Council',
  organisationSlug: 'west-sussex-county-council',
  title: 'Children’s services, 2019',
  area: 'children',
  unit: null,
  origin: 'judgements',
  state: 'open',
  status: null,
  triggerKind: 'judgement',
  triggerOn: '2019-05-08',
  triggerDay: '2019-05-08',
  triggerInspectionRef: 'IN-0003',
  notFailingOn: null,
  goodOn: null,
  recoveredOn: null,
  recoveryBasis: null,
  interventionEndedOn: null,
  closedOn: null,
  closeReason: null,
  watchUntil: null,
  derivedTriggerOn: '2019-05-08',
  derivedByArea: 0,
  derivedNotFailingOn: '2023-05-11',
  derivedGoodOn: null,
  relapseOfRef: null,
  verified: 1,
  inferred: 0,
  notFailingInferred: null,
  total: null,
  ...given,
});

const filters = episodeFilters(today);

const pageOf = (query: Record<string, unknown> = {}, given: Partial<EpisodesList> = {}) => {
  const { values, notes } = readFilters(filters, query);
  return episodesPage({
    filters,
    values,
    notes,
    sort: { column: 'trigger', direction: 'descending' },
    page: 1,
    total: { count: 1, capped: false },
    rows: [aRow()],
    lines: new Map(),
    today,
    ...given,
  });
};

const plain = (text: string | null | undefined): string => (text ?? '').replaceAll('\u00a0', ' ');
const cellsOf = (given: Partial<EpisodeListRow>) => pageOf({}, { rows: [aRow(given)] }).table.rows[0]?.cells ?? [];

describe('the list of episodes', () => {
  it.each([
    [{}, { count: 9, capped: false }, '9 episodes of failure'],
    [{ relapse: 'yes' }, { count: 1, capped: false }, '1 episode of failure that is a relapse'],
    [
      { relapse: 'yes', area: 'children' },
      { count: 4, capped: false },
      '4 episodes of failure that are relapses, filtered',
    ],
    [{ relapse: 'no' }, { count: 1_000, capped: true }, '1,000+ episodes of failure, filtered'],
  ])('says how many it holds: %j', (query, total, heading) => {
    expect(plain(pageOf(query, { total }).heading)).toBe(heading);
  });

  it('names the body in a title that was made from judgements, and leaves a given title alone', () => {
    expect(cellsOf({})[0]?.text).toBe('West Sussex County Council: children’s services, 2019');
    expect(cellsOf({ origin: 'library', title: 'West Sussex: second failure' })[0]?.text).toBe(
      'West Sussex: second failure',
    );
  });

  it('marks a given episode that was not verified or is partly inferred', () => {
    expect(cellsOf({ origin: 'library', verified: 0, inferred: 1 })[0]?.note).toContain(
      'Not verified, Partly inferred',
    );
    expect(cellsOf({ origin: 'judgements', verified: 0 })[0]?.note).not.toContain('Not verified');
  });

  it.each([
    [{}, '48.1 months (4 years)', 'to the first judgement that was not failing, 11 May 2023'],
    [{ derivedNotFailingOn: '2023' }, '49.8 ± 6 months', 'to the first judgement that was not failing, 2023'],
    [
      { derivedNotFailingOn: null, recoveredOn: '2023-05-11' },
      '48.1 months (4 years)',
      'to the recovery that was decided, 11 May 2023',
    ],
    [
      { derivedNotFailingOn: null, closedOn: '2023-05-11', closeReason: 'merged' },
      '48.1 months (4 years)',
      'to its closing: merged, 11 May 2023',
    ],
    [{ derivedNotFailingOn: null }, '90.5 months (7 years 7 months)', 'so far; no end on record'],
  ])('counts the months of %j', (given, months, note) => {
    const cell = cellsOf(given)[3];
    expect([plain(cell?.text), plain(cell?.note)]).toEqual([months, note]);
  });

  it('says whether judgements or a person gave the state, and links a relapse to the failure before', () => {
    expect(cellsOf({})[2]).toMatchObject({ tag: { text: 'Open' }, note: 'From judgements', links: [] });
    expect(cellsOf({ status: 'recovered', state: 'recovered', relapseOfRef: 'EP-0004' })[2]).toMatchObject({
      tag: { text: 'Recovered' },
      note: 'Decided',
      links: [{ text: 'Relapse of EP-0004', href: '/episodes/EP-0004' }],
    });
  });

  it('says when an area decided, since the framework has no overall test', () => {
    expect(cellsOf({ derivedByArea: 1 })[1]?.note).toBe(
      'A failing area: this framework has no overall test of failure',
    );
    expect(cellsOf({ triggerKind: 'formal_notice' })[1]?.note).toBe('A formal notice');
  });

  it('offers to sort by months only what is short enough to be sorted', () => {
    const sortsOf = (capped: boolean) =>
      pageOf({}, { total: { count: 1_000, capped } }).table.head.map(({ sorted }) => sorted);
    expect([sortsOf(false), sortsOf(true)]).toEqual([
      [null, 'descending', null, 'none'],
      [null, 'descending', null, null],
    ]);
  });

  it.each([
    [{ from: '2010', to: '2012' }, { from: '2010', to: '2012' }, 0],
    [{ from: '2012', to: '2010' }, { from: null, to: null }, 1],
    [{ from: '2012' }, { from: '2012', to: null }, 0],
  ])('reads the years %j', (query, expected, notes) => {
    const read = readYears(readFilters(filters, query).values);
    expect(read.values).toMatchObject(expected);
    expect(read.notes).toHaveLength(notes);
  });

  it('says what to do when nothing matches', () => {
    const page = pageOf({ area: 'fire' }, { rows: [], total: { count: 0, capped: false } });
    expect(page.table.empty).toEqual({
      text: 'No episodes match. Remove a filter.',
      link: { text: 'Clear all filters', href: '/episodes' },
    });
  });

  it('downloads what judgements say and what a person recorded apart, each date with its precision', () => {
    const text = csvText(
      csvFile(episodeCsv(today), [
        aRow({ title: 'A title', notFailingOn: '2023', status: 'recovered', state: 'recovered' }),
      ]),
    );
    const [head = '', line = ''] = text.slice(1).split('\r\n');
    const names = head.split(',');
    const field = (name: string) => line.split(',')[names.indexOf(name)];
    expect(field('First not failing on (from judgements)')).toBe('2023-05-11');
    expect(field('First not failing known to the (from judgements)')).toBe('day');
    expect(field('First not failing on (recorded)')).toBe('2023');
    expect(field('First not failing known to the (recorded)')).toBe('year');
    expect(field('State is')).toBe('decided');
    expect(field('Months in failure')).toBe('48.1');
    expect(field('Months run to')).toBe('first judgement not failing');
  });
});
