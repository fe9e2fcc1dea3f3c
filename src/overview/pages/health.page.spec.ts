import { day } from '../../kernel/calendar-day.js';
import type { CaseResult } from '../../measures/domain/disclosure-cases.js';
import { healthPage } from './health.page.js';

const right: CaseResult = {
  key: 'd1',
  rule: 2,
  title: 'Three children are withheld',
  expected: ['c'],
  got: ['c'],
  passed: true,
};
const disclosureRow = (disclosure: readonly CaseResult[]) => {
  const page = healthPage({
    version: '1.0.0',
    node: 'v22',
    databaseKind: 'SQLite',
    databaseBytes: 1,
    freeBytes: null,
    backup: null,
    head: null,
    notes: [],
    disclosure,
    overdue: 0,
    canSend: false,
    outbox: { waiting: 0, failed: 0, lastSentAt: null, oldestAt: null },
    stuck: [],
    today: day('2026-11-26'),
    query: {},
  });
  const row = page.service.rows.find(({ label }) => label === 'Small numbers');
  return [row?.tag?.text, row?.text?.replaceAll('\u00a0', ' '), row?.note];
};

describe('the published cases of disclosure control, on the page of health', () => {
  it('are well where all came out right', () => {
    expect(disclosureRow([right]).slice(0, 2)).toEqual(['Well', 'All 1 published case came out right']);
  });

  it('ask to be looked at where one is wrong, and name it', () => {
    expect(disclosureRow([right, { ...right, got: ['3'], passed: false }])).toEqual([
      'Look at this',
      '1 case of 2 came out wrong. Publish nothing until this is put right',
      'Three children are withheld: 3, not c',
    ]);
  });

  it('ask to be looked at where there are none', () => {
    expect(disclosureRow([])[0]).toBe('Look at this');
  });
});
