/**
 * What a statement about a framework is, in the order in which a page prints them. `detail` of the statement is JSON:
 * everything that its reference file says beside the text, under the same names.
 *
 * - `inspection_type`: text is the label; detail `{ key, graded, note? }`, `graded` null where it is not known
 * - `category`: text is the rule; detail `{ key, label, failure }`
 * - `deadline`: text is what is due; detail `{ value, unit, from }`
 * - `monitoring`, `reinspection`: detail `{ intervalMonths? }`
 * - `limiting_rule`, `consequence`, `caveat`: the text alone
 */
export const frameworkFactKinds = {
  inspection_type: 'Kinds of inspection',
  category: 'Categories put on top of a grade',
  limiting_rule: 'Rules that limit a grade',
  consequence: 'What follows from a poor judgement',
  monitoring: 'Monitoring',
  deadline: 'Deadlines',
  reinspection: 'Inspection again',
  caveat: 'Read with care',
} as const;
export type FrameworkFactKind = keyof typeof frameworkFactKinds;
