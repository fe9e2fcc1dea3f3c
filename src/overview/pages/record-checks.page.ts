import { boardPaths } from '../../boards/pages/boards.paths.js';
import { reviewPaths } from '../../boards/pages/reviews.paths.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { interventionPaths } from '../../interventions/pages/interventions.paths.js';
import { headcountPaths } from '../../organisations/pages/headcounts.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { plural } from '../../shell/format.js';
import { filterForm, type FilterForm, type Filters, type FilterValues } from '../../shell/filters.js';
import type { PageFacts } from '../../shell/layout.js';
import { address } from '../../shell/links.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { withFile } from '../../shell/table-csv.js';
import { learningPaths } from '../../voice/pages/voice.paths.js';
import { checkRuleKeys, checkRules, type RecordCheck } from '../domain/record-checks.js';
import { recordCheckPaths } from './record-checks.paths.js';

export const recordCheckFilters = {
  organisation: {
    kind: 'text',
    label: 'Organisation',
    hint: 'As it stands in the address of its page, such as west-sussex-county-council',
  },
  rule: {
    kind: 'one',
    label: 'What',
    any: 'Anything',
    choices: checkRuleKeys.map((value) => ({ value, text: checkRules[value] })),
  },
} as const satisfies Filters;

export type RecordCheckValues = FilterValues<typeof recordCheckFilters>;

export type RecordChecksPage = PageFacts & {
  readonly heading: string;
  readonly filter: FilterForm;
  readonly checks: Table;
};

/** Where a record can be put right. */
function hrefOf({ kind, at }: RecordCheck): string {
  const [first = '', second = ''] = at;
  switch (kind) {
    case 'inspection':
      return inspectionPaths.show(first);
    case 'intervention':
      return interventionPaths.show(first);
    case 'peer_support':
    case 'event':
      return organisationPaths.fact(first, second);
    case 'post_holding':
      return organisationPaths.post(first, second);
    case 'episode':
      return episodePaths.show(first);
    case 'milestone':
      return planPaths.milestone(first, second);
    case 'board_member':
      return boardPaths.show(first);
    case 'assessment':
      return reviewPaths.lesson(second, Number(first));
    case 'learning':
      return learningPaths.show(first);
    case 'organisation':
      return headcountPaths.index(first);
  }
}

export const recordChecksTable = (checks: readonly RecordCheck[], values: RecordCheckValues, isAsked: boolean): Table =>
  withFile(
    stacked({
      id: 'checks',
      caption: 'What does not fit together',
      captionHidden: true,
      head: tableHead(['What', 'Record', 'Organisation', 'Why it is named'].map((text) => ({ text }))),
      rows: checks.map((check) => ({
        cells: [
          { text: checkRules[check.rule], header: true },
          { text: check.about, href: hrefOf(check) },
          { text: check.organisation },
          { text: check.message },
        ],
      })),
      empty: {
        text: isAsked
          ? 'Everything that is looked for fits together.'
          : 'Name an organisation to look through its record.',
      },
    }),
    address(recordCheckPaths.csv(), values),
  );

export function recordChecksPage(
  checks: readonly RecordCheck[],
  {
    values,
    notes,
    isAsked,
  }: { readonly values: RecordCheckValues; readonly notes: readonly string[]; readonly isAsked: boolean },
): RecordChecksPage {
  return {
    title: 'Record checks',
    heading: checks.length === 0 ? 'Record checks' : plural(checks.length, 'record check'),
    breadcrumbs: [],
    notices: notes.map((text) => ({ text })),
    filter: filterForm(recordCheckFilters, values, { path: recordCheckPaths.index() }),
    checks: recordChecksTable(checks, values, isAsked),
  };
}
