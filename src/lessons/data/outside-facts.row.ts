import type { Period } from '../../kernel/period.js';
import type { CodebookFacts } from '../domain/codebook.js';
import type { AreaGrade, OutsideCheck } from '../domain/lesson3/facts.js';
import type { CausedFinding, RestructuringFact } from '../domain/lesson4/facts.js';
import type { FactRow } from './fact-rows.js';

export type OutsideKind =
  | 'inspection'
  | 'peer_support'
  | 'warning_sign'
  | 'evidence'
  | 'sustainment_check'
  | 'structural_change'
  | 'own_grade'
  | 'outside_grade'
  | 'finding'
  | 'post'
  | 'support_trigger'
  | 'organisation'
  | 'episode'
  | 'source';
export type OutsideRow = FactRow<OutsideKind>;

export type OutsideFacts = {
  readonly checks: readonly OutsideCheck[];
  readonly ownGrades: readonly AreaGrade[];
  readonly outsideGrades: readonly AreaGrade[];
  readonly findings: readonly CausedFinding[];
  readonly changes: readonly RestructuringFact[];
  /** Days of everything that the record tells of the body from outside. */
  readonly life: readonly Period[];
  readonly codebook: Omit<CodebookFacts, 'size' | 'area' | 'meetings' | 'planVersions' | 'actions' | 'asOf'>;
  /** Records that rest on a source. */
  readonly sourced: ReadonlySet<string>;
};
