import type { CodebookFacts } from '../../src/lessons/domain/codebook.js';
import type { Lesson3Facts } from '../../src/lessons/domain/lesson3/facts.js';
import type { Lesson4Facts } from '../../src/lessons/domain/lesson4/facts.js';
import type { Lesson5Facts } from '../../src/lessons/domain/lesson5/facts.js';
import type { Lesson6Facts } from '../../src/lessons/domain/lesson6/facts.js';
import { day } from '../../src/kernel/calendar-day.js';

/** What a record knows of which nothing was written down. */
export const noLesson3Facts: Lesson3Facts = {
  meetings: [],
  checks: [],
  ownGrades: [],
  outsideGrades: [],
  challenges: [],
  record: null,
};

export const noLesson4Facts: Lesson4Facts = { actions: [], published: null, findings: [], changes: [] };

const noYear = { concerns: 0, anonymous: 0, detriment: 0 };
export const noLesson5Facts: Lesson5Facts = {
  quarters: [],
  concerns: [],
  answersReadOn: day('2026-06-01'),
  thisYear: noYear,
  lastYear: noYear,
  dueDates: [],
  published: null,
  events: [],
};

export const noCodebookFacts: CodebookFacts = {
  organisation: { name: 'Northwick Council', kind: 'council', sector: 'councils', region: null, sourced: false },
  size: null,
  area: 'children',
  episodeSourced: false,
  firstWarning: null,
  trigger: null,
  gradeBefore: null,
  gradeAtTrigger: null,
  firstPeer: null,
  supportTrigger: null,
  interventions: [],
  posts: [],
  structuralChanges: [],
  meetings: [],
  planVersions: 0,
  actions: [],
  notFailing: null,
  lastFailing: null,
  interventionEnd: null,
  recoveredOn: null,
  recoveryBasis: null,
  relapsedOn: null,
  watchUntil: null,
  close: null,
  sources: { count: 0, verified: 0 },
  asOf: day('2026-06-01'),
};

export const noLesson6Facts: Lesson6Facts = {
  trigger: null,
  shared: [],
  actions: [],
  published: null,
  codebook: noCodebookFacts,
};
