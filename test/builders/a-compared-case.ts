import { day, dayNumber } from '../../src/kernel/calendar-day.js';
import { period, periodMiddle } from '../../src/kernel/period.js';
import type { ComparedRow } from '../../src/research/domain/compared-record.js';
import type { Dated, RecoveryCase } from '../../src/research/domain/recovery-case.js';
import type { SeriesRow } from '../../src/research/domain/recovery-record.js';

export const dated = (text: string): Dated => ({ on: period(text), day: dayNumber(periodMiddle(period(text))) });

export const aSeries = (key: string, more: Partial<SeriesRow> = {}): SeriesRow => ({
  id: `framework-${key}`,
  key,
  title: `Framework ${key}`,
  inspectorate: 'Ofsted',
  area: 'children',
  sectors: '["councils"]',
  scale: 'four',
  scaleLabel: 'Four grades',
  effectiveFrom: null,
  lastDay: '2025-12-31',
  publishedDay: null,
  ...more,
});

/** An episode of children’s services that failed on 1 January 2015 and is not over. */
export const aRecoveryCase = (ref: string, more: Partial<RecoveryCase> = {}): RecoveryCase => ({
  id: `id-${ref}`,
  ref,
  title: `Children's services ${ref}`,
  origin: 'judgements',
  area: 'children',
  unit: null,
  organisationId: `body-${ref}`,
  organisation: `Council ${ref}`,
  slug: ref.toLowerCase(),
  sector: 'councils',
  kind: 'council',
  region: 'london',
  triggerKind: 'judgement',
  relapseOfId: null,
  triggered: dated('2015-01-01'),
  notFailing: null,
  good: null,
  interventionEnded: null,
  stopped: null,
  lastFailing: dated('2015-01-01').day,
  followedTo: day('2025-12-31'),
  lastDay: dated('2025-12-31').day,
  framework: aSeries('sif'),
  endFramework: null,
  level: 0,
  hadEarlyPeers: false,
  hadStructuralChange: false,
  failedAgain: null,
  ...more,
});

/** A fact of the case `caseId`, of the part of the work that failed. */
export const aComparedRow = (kind: ComparedRow['kind'], more: Partial<ComparedRow> = {}): ComparedRow => ({
  caseId: 'id-EP-1',
  kind,
  recordId: `${kind}-1`,
  ref: null,
  position: 0,
  startsOn: '2015-01-01',
  endsOn: null,
  code: null,
  label: `A ${kind}`,
  detail: null,
  area: 'children',
  unit: null,
  frameworkTitle: null,
  scale: null,
  scaleLabel: null,
  level: null,
  flag: 0,
  isNamed: 0,
  isOfAnother: 0,
  verified: 1,
  inferred: 0,
  ...more,
});
