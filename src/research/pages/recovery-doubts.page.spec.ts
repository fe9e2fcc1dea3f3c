import { day } from '../../kernel/calendar-day.js';
import type { RecoveryCase } from '../domain/recovery-case.js';
import type { SeriesRow } from '../domain/recovery-record.js';
import type { GroupReading } from '../domain/recovery-reading.js';
import { ofEverybodyWords, recordEndsWords } from './recovery-doubts.page.js';

const curve = { points: [] } as unknown as GroupReading['curve'];
const point = (days: number, recovered: number) => ({
  days,
  atRisk: 50,
  still: 1 - recovered,
  ended: [recovered, 0, 0, 0],
  errors: [0, 0, 0, 0],
});
const group = (over: Partial<GroupReading>): GroupReading =>
  ({
    n: 200,
    competing: 30,
    curve,
    incidence: [point(300, 0.3), point(609, 0.5), point(700, 0.6)],
    ...over,
  }) as GroupReading;

describe('what the median is of', () => {
  it('is recovery alone; of everybody, with those that closed counted as never recovering, half come later', () => {
    expect(ofEverybodyWords(group({}))).toBe(
      '30\u00a0episodes of these ended because the organisation closed, merged or was handed over. The curve follows recovery alone, as if they might still have recovered. Of all 200\u00a0episodes, counting them as never recovering, half had recovered within 20.0 months.',
    );
  });

  it('may never come to half', () => {
    expect(ofEverybodyWords(group({ incidence: [point(300, 0.49)] }))).toContain('fewer than half recovered');
  });

  it('is not said where nobody closed, or no curve is drawn', () => {
    expect(ofEverybodyWords(group({ competing: 0, incidence: [] }))).toBeNull();
    expect(ofEverybodyWords(group({ curve: null }))).toBeNull();
  });
});

describe('where the record ends', () => {
  const series = (inspectorate: string, area: string, lastDay: string | null): RecoveryCase =>
    ({
      framework: { inspectorate, area, lastDay, publishedDay: null } as SeriesRow,
      endFramework: null,
    }) as unknown as RecoveryCase;
  const today = day('2026-11-27');

  it('is said of each series that has told nothing for a year, by its last judgement', () => {
    const cases = [
      series('Ofsted', 'standards', '2020-03-13'),
      series('Ofsted', 'standards', '2012-07-01'),
      series('CQC', 'safety', '2026-05-01'),
      series('Care Inspectorate', 'safety', '2020-03-31'),
    ];
    expect(recordEndsWords(cases, today)).toBe(
      'The record of some series ends early (Ofsted on education standards: 13\u00a0March\u00a02020 and Care Inspectorate on safety and quality of care: 31\u00a0March\u00a02020). Fewer failures from then on are fewer publications, not better services.',
    );
  });

  it('goes by the framework of the recovery too, and is silent where every series goes on', () => {
    const old = series('Ofsted', 'standards', '2020-03-13');
    const later = {
      ...old,
      endFramework: { inspectorate: 'Ofsted', area: 'standards', lastDay: '2026-11-01', publishedDay: null },
    } as RecoveryCase;
    expect(recordEndsWords([later], today)).toBeNull();
    expect(recordEndsWords([series('Ofsted', 'standards', null)], today)).toBeNull();
    expect(recordEndsWords([], today)).toBeNull();
  });

  it('names five and counts the rest', () => {
    const cases = Array.from({ length: 8 }, (_unused, index) =>
      series(`Inspectorate ${index}`, 'safety', `201${index}-01-01`),
    );
    const said = recordEndsWords(cases, today);
    expect(said).toContain('Inspectorate 4 on safety');
    expect(said).not.toContain('Inspectorate 5');
    expect(said).toContain('and 3 more');
  });
});
