import { historyPaths } from '../../overview/pages/history.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { asKnown } from '../../shell/as-known.js';
import { dateOrNotKnown, writtenDate } from '../../shell/cited.js';
import { formatDay, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { Citation as Mark, SummaryList } from '../../shell/parts.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { withFile } from '../../shell/table-csv.js';
import type { ElementRow, UseRow } from '../data/programme.row.js';
import { programmeStatuses } from '../domain/programme.js';
import { adoptionHeadline, adoptionTable, fidelityTable, placesOf } from './programme-adoption.page.js';
import { claimsTable, type OutcomePart, outcomeParts } from './programme-claims.page.js';
import { fundingTable, riskHeadline } from './programme-funding.page.js';
import {
  certaintyOf,
  knownDay,
  knownThen,
  labelOf,
  Marks,
  ofKind,
  type ProgrammeInput,
  sentences,
} from './programme-input.page.js';
import {
  countedTable,
  evaluationTable,
  offersAre,
  rolesAre,
  sitesTable,
  weaknessTable,
} from './programme-elements.page.js';
import { timelineTable } from './programme-timeline.page.js';
import { programmePaths } from './programmes.paths.js';

type Statement = {
  /** What a link to this fact leads to. */
  readonly anchor: string;
  readonly text: string;
  readonly note: string | null;
  readonly citations: readonly Mark[];
};

export type ProgrammePage = PageFacts & {
  readonly caption: string;
  readonly lede: string;
  readonly inset: string | null;
  readonly summary: SummaryList;
  readonly contents: readonly Link[];
  readonly principles: readonly Statement[];
  readonly sites: Table;
  readonly roles: Table;
  readonly offers: Table;
  readonly risk: string | null;
  readonly funding: Table;
  readonly adopted: string | null;
  readonly adoption: Table;
  readonly fidelity: Table | null;
  readonly outcomes: readonly OutcomePart[];
  readonly claimsHref: string | null;
  readonly weaknesses: Table;
  readonly evaluations: Table;
  readonly uses: Table;
  readonly adaptedWords: string;
  readonly adapted: Table | null;
  readonly timeline: Table;
  readonly spread: readonly Statement[];
  readonly others: readonly Statement[];
};

const statementsOf = (rows: readonly ElementRow[], marks: Marks): readonly Statement[] =>
  rows.map((row) => ({
    anchor: `fact-${row.id}`,
    text: row.text,
    note: sentences(writtenDate(row.occurredOn), certaintyOf(row)),
    citations: marks.of(row.id),
  }));

const caseOrAction = (use: UseRow) =>
  use.episodeRef
    ? { text: use.episodeTitle ?? use.episodeRef, href: episodePaths.show(use.episodeRef) }
    : {
        text: `${use.milestoneRef ?? ''}: ${use.milestoneTitle ?? ''}`,
        href: planPaths.milestone(use.planRef ?? '', use.milestoneRef ?? ''),
      };

const usesTable = (rows: readonly UseRow[], marks: Marks): Table =>
  stacked({
    id: 'uses',
    caption: 'Turnarounds that used it',
    captionHidden: true,
    head: tableHead(['Case or action', 'Organisation', 'When', 'How'].map((text) => ({ text }))),
    rows: rows.map((use) => ({
      cells: [
        { ...caseOrAction(use), header: true, citations: marks.of(use.id) },
        { text: use.organisationName, href: organisationPaths.show(use.organisationSlug) },
        { text: dateOrNotKnown(use.occurredOn), written: use.occurredOn },
        { text: use.text ?? 'Not said', note: certaintyOf(use) },
      ],
    })),
    empty: { text: 'No turnaround on the record is known to have used it.' },
  });

const adaptedTable = (rows: readonly UseRow[]): Table | null =>
  rows.length === 0
    ? null
    : stacked({
        id: 'adapted',
        caption: 'Actions adapted from it, in plans that you may read',
        head: tableHead([{ text: 'Action' }, { text: 'Organisation' }]),
        rows: rows.map((use) => ({
          cells: [
            { ...caseOrAction(use), header: true },
            { text: use.organisationName, href: organisationPaths.show(use.organisationSlug) },
          ],
        })),
      });

function summaryOf({ programme, elements }: ProgrammeInput): SummaryList {
  return {
    rows: [
      {
        label: 'Made by',
        text: programme.ownerName ?? 'Not on the record',
        href: programme.ownerSlug === null ? null : organisationPaths.show(programme.ownerSlug),
      },
      { label: 'Since', text: dateOrNotKnown(programme.startedOn) },
      { label: 'For whom', text: programme.forWhom ?? 'Not said' },
      { label: 'State today', text: labelOf(programmeStatuses, programme.status) ?? 'Not known' },
      { label: 'Works from', text: plural(elements.filter(({ kind }) => kind === 'site').length, 'place') },
      {
        label: 'Reference',
        text: programme.ref,
        note: 'Named in an action of a plan as what it was adapted from, it is counted here.',
      },
    ],
  };
}

/** One programme: what it is, who pays, who took it up, what is claimed of it, and what goes wrong. */
export function programmePage(given: ProgrammeInput): ProgrammePage {
  const input = knownThen(given);
  const { programme, adapted } = input;
  const day = knownDay(input);
  const marks = new Marks(input.citations);
  const file = (table: Table): Table =>
    table.rows.length > 0 ? withFile(table, programmePaths.table(programme.slug, table.id)) : table;
  // In the order in which they are printed, so that sources are numbered as the page is read.
  const summary = summaryOf(input);
  const [made, ...rows] = summary.rows;
  const cited = made ? { rows: [{ ...made, citations: marks.of(programme.id) }, ...rows] } : summary;
  const principles = statementsOf(ofKind(input, 'principle'), marks);
  const sites = file(sitesTable(ofKind(input, 'site'), marks));
  const roles = file(countedTable(rolesAre, ofKind(input, 'role'), marks));
  const offers = file(countedTable(offersAre, ofKind(input, 'offer'), marks));
  const funding = file(fundingTable(input, marks));
  const adoption = file(adoptionTable(input, marks));
  const fidelity = fidelityTable(input, marks);
  const spread = statementsOf(ofKind(input, 'spread'), marks);
  const others = statementsOf(ofKind(input, 'other_meaning'), marks);
  const outcomes = outcomeParts(input, marks);
  const weaknesses = file(weaknessTable(ofKind(input, 'weakness'), marks));
  const evaluations = file(evaluationTable(ofKind(input, 'evaluation'), marks));
  const uses = file(usesTable(input.uses, marks));
  const timeline = file(timelineTable(input, marks));
  return {
    title: programme.name,
    description: `${programme.name}: principles, places, roles, money and its end, adoption, what is claimed for it and what goes wrong.`,
    breadcrumbs: [{ text: 'Programmes', href: programmePaths.index() }],
    notices: day
      ? [{ text: `As known on ${formatDay(day)}. What became known later, or nobody knows when, is left out.` }]
      : [],
    asKnown: asKnown(input.known, { path: programmePaths.show(programme.slug) }),
    historyHref: historyPaths.of('programme', programme.ref),
    sources: marks.list(),
    sourcesNote: 'Compiled from public sources; not checked by the organisation.',
    caption: 'Programme',
    lede: programme.summary,
    inset: certaintyOf(programme),
    summary: cited,
    contents: [
      ['principles', 'What it holds to'],
      ['sites-heading', 'Where it works from'],
      ['roles-heading', 'Who works in it'],
      ['offers-heading', 'What it offers'],
      ['funding-heading', 'Money, and when it ends'],
      ['adoption-heading', 'Who took it up'],
      ['outcomes', 'What is claimed for it'],
      ['weaknesses-heading', 'What goes wrong'],
      ['evaluations-heading', 'Who studied it'],
      ['uses-heading', 'Turnarounds that used it'],
      ['timeline-heading', 'Timeline'],
    ].map(([id = '', text = '']) => ({ text, href: `#${id}` })),
    principles,
    sites,
    roles,
    offers,
    risk: riskHeadline(input.funding, input.today),
    funding,
    adopted: adoptionHeadline(placesOf(input.adoptions)),
    adoption,
    fidelity,
    outcomes,
    claimsHref: outcomes.length > 0 ? programmePaths.table(programme.slug, 'claims') : null,
    weaknesses,
    evaluations,
    uses,
    adaptedWords:
      adapted.count === 0
        ? 'No plan here says that an action was adapted from it yet.'
        : `${plural(adapted.count, 'action')} in plans here ${adapted.count === 1 ? 'says that it was' : 'say that they were'} adapted from it.`,
    adapted: adaptedTable(adapted.readable),
    timeline,
    spread,
    others,
  };
}

/** The tables of the page that are files of their own, by the name in their address. */
export function programmeTable(given: ProgrammeInput, name: string): Table | null {
  const page = programmePage(given);
  const input = knownThen(given);
  const marks = new Marks(input.citations);
  const statements = (id: string, rows: readonly ElementRow[]): Table => ({
    id,
    caption: id,
    head: tableHead(['Statement', 'Certainty'].map((text) => ({ text }))),
    rows: rows.map((row) => ({
      cells: [{ text: row.text, citations: marks.of(row.id) }, { text: certaintyOf(row) }],
    })),
  });
  const tables = new Map<string, Table | null>([
    ...[
      page.sites,
      page.roles,
      page.offers,
      page.funding,
      page.adoption,
      page.weaknesses,
      page.evaluations,
      page.uses,
      page.timeline,
    ].map((table) => [table.id, table] as const),
    ['fidelity', page.fidelity],
    ['claims', input.claims.length > 0 ? claimsTable(input, marks) : null],
    ['principles', statements('principles', ofKind(input, 'principle'))],
  ]);
  const found = tables.get(name) ?? null;
  return found && found.rows.length > 0 ? found : null;
}
