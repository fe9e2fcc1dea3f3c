import { boardPaths } from '../../boards/pages/boards.paths.js';
import { reviewPaths } from '../../boards/pages/reviews.paths.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { interventionPaths } from '../../interventions/pages/interventions.paths.js';
import { headcountPaths } from '../../organisations/pages/headcounts.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { formatDay, plural } from '../../shell/format.js';
import { filterForm, type FilterForm, type Filters, type FilterValues } from '../../shell/filters.js';
import type { PageFacts } from '../../shell/layout.js';
import { address } from '../../shell/links.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { withFile } from '../../shell/table-csv.js';
import { learningPaths } from '../../voice/pages/voice.paths.js';
import type { KeptFlagRow } from '../data/record-checks.queries.js';
import {
  checkKey,
  checkRuleKeys,
  checkRules,
  type RecordCheck,
  severities,
  severityOf,
} from '../domain/record-checks.js';
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
  /** What was put right in the last 90 days; null: nothing was. */
  readonly cleared: Table | null;
};

/** Where a record can be put right. */
function hrefOf({ kind, at }: Pick<RecordCheck, 'kind' | 'at'>): string {
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

/** "Since 4 March 2026": the day on which it was first seen. */
function sinceWords(check: RecordCheck, kept: readonly KeptFlagRow[]): string {
  const key = checkKey(check);
  const flag = kept.find(
    (one) => one.clearedOn === null && one.organisationId === check.organisationId && one.checkKey === key,
  );
  return flag ? formatDay(flag.firstSeen) : 'Not noted yet';
}

export const recordChecksTable = ({ checks, kept, values, isAsked }: Listed): Table =>
  withFile(
    stacked({
      id: 'checks',
      caption: 'What does not fit together',
      captionHidden: true,
      head: tableHead(['What', 'Record', 'Organisation', 'Why it is named', 'First seen'].map((text) => ({ text }))),
      rows: checks.map((check) => ({
        cells: [
          { text: checkRules[check.rule], header: true, note: severities[severityOf[check.rule]] },
          { text: check.about, href: hrefOf(check) },
          { text: check.organisation },
          { text: check.message },
          { text: sinceWords(check, kept) },
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

const clearedTable = (kept: readonly KeptFlagRow[], { rule }: RecordCheckValues): Table | null => {
  const gone = kept.filter((flag) => flag.clearedOn !== null && (rule === null || flag.rule === rule));
  return gone.length === 0
    ? null
    : stacked({
        id: 'cleared',
        caption: 'What was put right in the last 90 days',
        captionHidden: true,
        head: tableHead(['What', 'Record', 'Organisation', 'First seen', 'Seen no more'].map((text) => ({ text }))),
        rows: gone.map((flag) => ({
          cells: [
            { text: checkRules[flag.rule], header: true },
            { text: flag.about, href: hrefOf({ kind: flag.kind, at: flag.place.split(' ') }) },
            { text: flag.organisation },
            { text: formatDay(flag.firstSeen) },
            { text: flag.clearedOn ? formatDay(flag.clearedOn) : '' },
          ],
        })),
      });
};

type Listed = {
  readonly checks: readonly RecordCheck[];
  readonly kept: readonly KeptFlagRow[];
  readonly values: RecordCheckValues;
  readonly isAsked: boolean;
};

export function recordChecksPage(listed: Listed & { readonly notes: readonly string[] }): RecordChecksPage {
  const { checks, kept, values, notes } = listed;
  return {
    title: 'Record checks',
    heading: checks.length === 0 ? 'Record checks' : plural(checks.length, 'record check'),
    breadcrumbs: [],
    notices: notes.map((text) => ({ text })),
    filter: filterForm(recordCheckFilters, values, { path: recordCheckPaths.index() }),
    checks: recordChecksTable(listed),
    cleared: clearedTable(kept, values),
  };
}
