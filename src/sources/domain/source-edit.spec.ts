import { day } from '../../kernel/calendar-day.js';
import { type Check, checkSource, datesRefusal, mayCheck, type SourceEdit, sourceDifferences } from './source-edit.js';

const today = day('2026-11-23');

const edit: SourceEdit = {
  title: 'Inspection report',
  kind: 'primary',
  publisher: 'Ofsted',
  author: null,
  publishedOn: '2019-05',
  accessedOn: null,
  url: 'https://example.org/report',
  archiveUrl: null,
  licence: null,
  supports: null,
};

describe('what is said of a source', () => {
  it.each([
    [{ publishedOn: '2026', accessedOn: null }, null],
    [{ publishedOn: '2026-11-23', accessedOn: today }, null],
    [{ publishedOn: '2026-11-24', accessedOn: null }, 'published-after-today'],
    [{ publishedOn: '2027', accessedOn: null }, 'published-after-today'],
    [{ publishedOn: null, accessedOn: day('2026-11-24') }, 'looked-at-after-today'],
  ])('takes no date that lies ahead: %j gives %s', (dates, expected) =>
    expect(datesRefusal(dates, today)).toBe(expected),
  );

  it('names the fields that differ, and whether it is another source by them', () => {
    expect(sourceDifferences(edit, edit)).toBeNull();
    expect(sourceDifferences(edit, { ...edit, licence: 'OGL v3.0' })).toEqual({
      before: { licence: null },
      after: { licence: 'OGL v3.0' },
      isAnother: false,
    });
    expect(sourceDifferences(edit, { ...edit, url: null })).toMatchObject({ isAnother: true });
  });
});

describe('checking a source', () => {
  const stands: Check = { verdict: 'stands', readOn: today, why: null };
  const written = { recordedBy: 'AC-0001', editedBy: 'AC-0002' };

  it.each([
    ['AC-0001', false],
    ['AC-0002', false],
    ['AC-0003', true],
  ])('by %s: %s', (by, expected) => expect(mayCheck(written, by)).toBe(expected));

  it.each([
    ['AC-0003', stands, { ok: true, value: { verified: true } }],
    ['AC-0003', { ...stands, verdict: 'differs', why: 'Another year' }, { ok: true, value: { verified: false } }],
    ['AC-0003', { ...stands, verdict: 'differs' }, { ok: false, error: 'no-reason' }],
    ['AC-0003', { ...stands, readOn: day('2026-11-24') }, { ok: false, error: 'read-after-today' }],
    ['AC-0002', stands, { ok: false, error: 'own-entry' }],
  ] as const)('by %s as %j', (by, check, expected) => expect(checkSource(written, by, check, today)).toEqual(expected));
});
