import { day } from '../../kernel/calendar-day.js';
import { recoveryCases } from '../domain/recovery-case.js';
import type { RecoveryRow, SeriesRow } from '../domain/recovery-record.js';
import { yearsFigure } from './recovery-years.page.js';

const frameworks: readonly SeriesRow[] = [
  ['f1', 'First', '2012-06'],
  ['f2', 'Second', '2018-01-01'],
  ['f3', 'Third', null],
].map(([id, title, effectiveFrom]) => ({
  id: id ?? '',
  key: id ?? '',
  title: title ?? '',
  inspectorate: 'Ofsted',
  area: 'children',
  sectors: '[]',
  scale: 'four',
  scaleLabel: 'Four grades',
  effectiveFrom: effectiveFrom ?? null,
  lastDay: '2025-01-01',
  publishedDay: null,
}));

const row = (triggerOn: string, frameworkId: string, index: number): RecoveryRow => ({
  id: `e${index}`,
  ref: `EP-${index}`,
  title: 'Failing',
  origin: 'judgements',
  area: 'children',
  unit: null,
  organisationId: 'o1',
  organisation: 'Northwick Council',
  slug: 'northwick',
  sector: 'councils',
  kind: 'council',
  region: null,
  frameworkId,
  endFrameworkId: null,
  triggerKind: 'judgement',
  triggerOn,
  notFailingOn: null,
  goodOn: null,
  recoveredOn: null,
  interventionEndedOn: null,
  closedOn: null,
  closeReason: null,
  bodyClosedOn: null,
  bodyWent: null,
  lastFailingDay: null,
  status: null,
  relapseOfId: null,
  state: 'open',
});

const figureOf = (triggers: readonly (readonly [string, string])[], known = frameworks) =>
  yearsFigure(
    recoveryCases(
      triggers.map(([on, framework], index) => row(on, framework, index)),
      [],
      known,
      day('2026-11-27'),
    ),
    'Source: made up.',
    day('2026-11-27'),
  );

const early = Array.from({ length: 6 }, () => ['2016', 'f1'] as const);
const late = Array.from({ length: 4 }, () => ['2019-03-01', 'f2'] as const);
const fileOf = (figure: ReturnType<typeof figureOf>) =>
  figure?.table?.rows.map(({ cells }) => cells.map(({ text }) => text ?? ''));

describe('when failures were found', () => {
  it('is counted by year, with the years without any', () => {
    expect(fileOf(figureOf([...early, ...late]))).toEqual([
      ['2016', '6', ''],
      ['2017', '0', ''],
      ['2018', '0', 'Second'],
      ['2019', '4', ''],
    ]);
  });

  it('is broken where a framework began, and no line crosses', () => {
    const figure = figureOf([...early, ...late]);
    const paths = (figure?.pictures[0]?.layers ?? []).flatMap((layer) => layer.paths);
    expect(paths.filter(({ className }) => className === 'chart__break').map(({ title }) => title)).toEqual([
      'Second begins',
    ]);
    // Four years: one line from 2016 to 2017, none into 2018, one on to 2019.
    expect(paths.filter(({ className }) => className === 'chart__line')).toHaveLength(2);
    expect(figure?.headline).toBe('10\u00a0failures, found from 2016 to 2019');
  });

  it('has no line over a framework that began late in a year', () => {
    const autumn = frameworks.map((each) => (each.id === 'f2' ? { ...each, effectiveFrom: '2018-11' } : each));
    const figure = figureOf([...early, ...late], autumn);
    const paths = (figure?.pictures[0]?.layers ?? []).flatMap((layer) => layer.paths);
    const breakAt = Number(
      paths
        .find(({ className }) => className === 'chart__break')
        ?.d.slice(1)
        .split(' ')[0],
    );
    const lines = paths.filter(({ className }) => className === 'chart__line').map(({ d }) => d.slice(1).split(/[ L]/));
    expect(lines).toHaveLength(2);
    expect(lines.filter(([left, , right]) => Number(left) < breakAt && Number(right) > breakAt)).toEqual([]);
  });

  it('is not drawn of few, nor of two years', () => {
    expect(figureOf(late)).toBeNull();
    expect(figureOf([...early, ...early])).toBeNull();
    expect(figureOf([])).toBeNull();
  });
});
