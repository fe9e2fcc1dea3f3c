import type { Conflict } from './conflict.js';
import type { Field } from './field.js';
import type { FieldErrors, Posted } from './posted.js';

/** What somebody posted, and why it could not stand. */
export type Tried = {
  readonly posted: Posted;
  readonly errors: FieldErrors;
  /** What cannot stand about the form as a whole, said above it. */
  readonly problem?: string;
  /** What somebody else saved meanwhile; without rows, the form itself sets what is saved beside what was typed. */
  readonly conflict?: Conflict;
} | null;

export type FieldMaker = (tried: Tried) => Field;
