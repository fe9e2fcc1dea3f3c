import type { HowFar } from '../domain/import-report.js';
import type { ImportState } from '../domain/staged-import.js';
import { importPage } from './import.page.js';

const counts = {
  profile: 'ofsted-school-judgements',
  fileName: 'judgements.csv',
  dryRun: true,
  ref: null,
  rows: 60_134,
  created: 60_000,
  enriched: 0,
  unchanged: 134,
  bodiesCreated: 20_000,
  linksCreated: 0,
  conflicts: 0,
  refused: 0,
  noted: 0,
};

const progressOf = (state: ImportState, howFar: HowFar | null) =>
  importPage({
    ref: 'IM-0007',
    staged: {
      id: 'an-import',
      ref: 'IM-0007',
      profile: 'ofsted-school-judgements',
      fileId: 'a-file',
      fileName: 'judgements.csv',
      fileSha256: 'f'.repeat(64),
      bytes: 1_601_668,
      sample: { heading: [], headingLine: 1, rows: [] },
      columns: {},
      state,
      failure: null,
      counts: state === 'applying' ? counts : null,
      checkedAt: null,
      begunAt: '2026-11-27T10:00:00.000Z',
      begunBy: 'AC-0001',
      worker: 'here',
      shrunkenWhy: null,
      endedAt: null,
      endedBy: null,
      recordedAt: '2026-11-27T09:00:00.000Z',
      recordedBy: 'AC-0001',
      version: 3,
    },
    imported: null,
    state,
    profiles: [],
    preview: [],
    names: new Map([['AC-0001', 'A record keeper']]),
    refused: [],
    issues: { refused: 0, noted: 0 },
    howFar,
    shrunken: null,
    sameFile: null,
    source: null,
    made: [],
    madeCount: 0,
    mayRun: true,
    isStill: false,
    said: null,
  }).progress;

describe('how far a file has come', () => {
  it('is not said of one that waits', () => {
    expect(progressOf('checked', null)).toBeNull();
  });

  it.each<[ImportState, HowFar | null, string, number, number | null]>([
    ['checking', null, 'It is being checked. You may leave this page', 0, null],
    ['checking', { rows: 4_000, phase: 'checking' }, 'checked. 4,000 rows have been read. You may', 4_000, null],
    ['applying', null, 'It is being brought in. You may leave this page', 0, null],
    ['applying', { rows: 4_000, phase: 'checking' }, '4,000 of 60,134 rows have been read once more.', 4_000, 60_134],
    ['applying', { rows: 30_000, phase: 'landing' }, '30,000 of 60,134 rows have landed.', 30_000, 60_134],
    [
      'applying',
      { rows: 60_134, phase: 'settling' },
      'All 60,134 rows have landed, and what follows from them is worked out',
      60_134,
      60_134,
    ],
  ])('is told while it is %s, at %o', (state, howFar, words, now, most) => {
    const progress = progressOf(state, howFar);
    expect(progress?.text.replaceAll('\u00a0', ' ')).toContain(words);
    expect(progress).toMatchObject({ now, most });
  });
});
