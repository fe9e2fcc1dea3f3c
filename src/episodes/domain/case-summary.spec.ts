import { day } from '../../kernel/calendar-day.js';
import { checkSummary, mayMoveSummary, publicTextSigns, publishSummary, type SummaryStatus } from './case-summary.js';

const aSummary = (change: Partial<Parameters<typeof publishSummary>[0]> = {}) => ({
  status: 'draft' as SummaryStatus,
  draftedBy: 'AC-0001',
  text: 'The council failed in 2019 and was judged good in 2023.',
  publishableOn: null,
  ...change,
});
const facts = { sources: 3, official: 1, confirmed: false };

describe('a case summary', () => {
  it.each([
    ['draft', 'checked', true],
    ['draft', 'published', false],
    ['checked', 'notified', true],
    ['checked', 'draft', true],
    ['notified', 'published', true],
    ['published', 'draft', false],
    ['superseded', 'published', false],
  ] as const)('from %s to %s: %p', (from, to, may) => {
    expect(mayMoveSummary(from, to)).toBe(may);
  });

  it('is checked by a second person, on three sources of which one is official', () => {
    expect(checkSummary(aSummary(), 'AC-0002', facts)).toEqual({ ok: true, value: null });
  });

  it.each([
    ['own-draft', aSummary(), 'AC-0001', facts],
    ['too-few-sources', aSummary(), 'AC-0002', { ...facts, sources: 2 }],
    ['no-official-source', aSummary(), 'AC-0002', { ...facts, official: 0 }],
    ['wrong-state', aSummary({ status: 'published' }), 'AC-0002', facts],
    ['looks-personal', aSummary({ text: 'In 2019 two children died.' }), 'AC-0002', facts],
    ['looks-personal', aSummary({ text: 'Child A was known to the service.' }), 'AC-0002', facts],
  ] as const)('is refused its check as %s', (error, summary, by, known) => {
    expect(checkSummary(summary, by, known)).toEqual({ ok: false, error });
  });

  it('goes on where the second person has read and confirmed what looks personal', () => {
    const summary = aSummary({ text: 'In 2019 two children died.' });
    expect(checkSummary(summary, 'AC-0002', { ...facts, confirmed: true }).ok).toBe(true);
  });

  it.each([
    ['2 children were hurt', true],
    ['one baby', true],
    ['four vulnerable patients', true],
    ['5 children', false],
    ['2 inspections of children’s services', false],
    ['14 pupils', false],
  ])('%s is a small count: %p', (text, small) => {
    expect(publicTextSigns(text).includes('small_count')).toBe(small);
  });

  const notified = aSummary({ status: 'notified', publishableOn: '2026-11-30' });
  it.each([
    ['too-early', notified, 'AC-0002', '2026-11-29'],
    ['own-draft', notified, 'AC-0001', '2026-11-30'],
    ['wrong-state', aSummary({ status: 'checked' }), 'AC-0002', '2026-11-30'],
  ] as const)('is refused its publication as %s', (error, summary, by, today) => {
    expect(publishSummary(summary, by, day(today))).toEqual({ ok: false, error });
  });

  it('is published when the days of the organisation are over', () => {
    expect(publishSummary(notified, 'AC-0002', day('2026-11-30')).ok).toBe(true);
  });
});
