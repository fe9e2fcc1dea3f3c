import type { FileFramework } from './framework-file.js';
import type { FrameworkFactKind } from './framework-fact-kinds.js';

/** One statement about a framework, whatever it is about. `verified` null: the file does not say. */
export type FrameworkStatement = {
  readonly kind: FrameworkFactKind;
  readonly position: number;
  readonly text: string;
  readonly verified: boolean | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
  readonly sources: readonly string[];
};

type Said = Omit<FrameworkStatement, 'kind' | 'position'>;
type Plain = FileFramework['limitingRules'][number];

/** What the file says beside the text of a statement; null when nothing. */
function detailOf({ text: _text, verified: _verified, sources: _sources, ...rest }: Plain): Said['detail'] {
  return Object.keys(rest).length === 0 ? null : rest;
}

const said = (statement: Plain): Said => ({
  text: statement.text,
  verified: statement.verified,
  detail: detailOf(statement),
  sources: statement.sources,
});

/** Every statement of a framework in the order of the file, each kind numbered from 0. */
export function statementsOf(framework: FileFramework): readonly FrameworkStatement[] {
  const byKind: Readonly<Record<FrameworkFactKind, readonly Said[]>> = {
    inspection_type: framework.inspectionTypes.map(({ label, key, graded, note }) => ({
      text: label,
      verified: null,
      detail: { key, graded, ...(note ? { note } : {}) },
      sources: [],
    })),
    category: framework.categories.map(({ key, label, failure, rule }) => ({
      ...said(rule),
      detail: { key, label, failure },
    })),
    limiting_rule: framework.limitingRules.map(said),
    consequence: framework.consequences.map(said),
    monitoring: framework.monitoring.map(said),
    deadline: framework.deadlines.map(({ action, value, unit, from, verified, sources }) => ({
      text: action,
      verified,
      detail: { value, unit, from },
      sources,
    })),
    reinspection: framework.reinspection.map(said),
    caveat: framework.caveats.map((text) => ({ text, verified: null, detail: null, sources: [] })),
  };
  return Object.entries(byKind).flatMap(([kind, statements]) =>
    statements.map((statement, position) => ({ ...statement, kind: kind as FrameworkFactKind, position })),
  );
}
