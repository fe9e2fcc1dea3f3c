import { standingOf, standings } from '../../episodes/domain/standing.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { form, type FormModel } from '../../shell/form/form.js';
import { myWorkPaths } from './my-work.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { Figure } from '../../shell/figure.js';
import type { Details, Notification, SummaryList, Tag } from '../../shell/parts.js';
import { stacked, type Table } from '../../shell/table.js';
import { withFile } from '../../shell/table-csv.js';
import type { Dossier } from '../domain/dossier.js';
import { answeringTo, othersWithEpisodes, seriousFindingsOf, standingFactsOf } from '../domain/case-facts.js';
import { Citing } from './citing.page.js';
import { type ConflictPart, conflictParts } from './conflicts.page.js';
import { dateWords } from './dossier-words.page.js';
import { verdictWords } from './verdict.page.js';
import { lifeLineFigure } from './life-line.page.js';
import {
  type DossierPageInput,
  hindsightNotice,
  keepKnown,
  lastDay,
  organisationFrame,
  type OrganisationFrame,
  sourcesNoteOf,
} from './organisation-frame.page.js';
import { aboutList, postTable } from './organisation-about.page.js';
import { episodeTable, judgementTable } from './organisation-tables.page.js';
import {
  basisOf,
  headlineOf,
  interventionNow,
  type InterventionNow,
  isOpen,
  nextDates,
  otherBody,
  type OtherBody,
} from './organisation-state.page.js';

export type OrganisationPage = PageFacts &
  OrganisationFrame & {
    readonly notification: Notification | null;
    readonly sentence: string;
    readonly watch: FormModel | null;
    readonly tag: Tag;
    readonly basis: Details;
    /** The parts below the picture, in their order; none where nothing is recorded. */
    readonly contents: readonly Link[];
    /** What happened to bodies before or after it, in the same words. */
    readonly others: readonly OtherBody[];
    /** Judgements that found an area failing and opened no episode. */
    readonly serious: readonly { readonly link: Link; readonly verdict: string }[];
    readonly figure: Figure | null;
    readonly next: readonly string[];
    readonly judgements: Table;
    readonly intervention: InterventionNow;
    readonly episodes: Table;
    readonly about: SummaryList;
    readonly posts: Table | null;
    readonly gaps: readonly string[];
    readonly conflicts: readonly ConflictPart[];
    readonly isEmpty: boolean;
  };

/** The page of one organisation: its state, its life line, what comes next, then the details. */
const watchForm = (slug: string, watched: boolean): FormModel =>
  watched
    ? form({ action: myWorkPaths.watchEnding(slug), button: 'Stop watching', fields: [] })
    : form({ action: myWorkPaths.watch(slug), button: 'Watch this organisation', fields: [] });

/** `watched`: whether the reader watches it; null: nobody in particular reads. */
export function organisationPage(input: DossierPageInput, watched: boolean | null = null): OrganisationPage {
  const { dossier } = input;
  const { self } = dossier;
  const day = lastDay(input);
  const citing = new Citing(input.citations);
  const standing = standingOf(standingFactsOf(dossier, self.id), day);
  const own = answeringTo(dossier, self.id);
  const running = dossier.episodes.filter(({ organisationId }) => own.includes(organisationId)).find(isOpen);
  // In the order in which they are printed, so that sources are numbered as the page is read.
  const file = (table: string): string => keepKnown(input, organisationPaths.table(self.slug, table));
  const judgements = withFile(stacked(judgementTable(dossier, { citing, own })), file('judgements'));
  const intervention = interventionNow(dossier, own, day);
  const episodes = withFile(stacked(episodeTable(input, citing)), file('episodes'));
  const about = aboutList(input, citing);
  const held = postTable(dossier, citing);
  const posts = held && withFile(stacked(held), file('posts'));
  const conflicts = conflictParts(dossier.conflicts, citing);
  const others = othersWithEpisodes(dossier).map((id) => otherBody(input, id));
  const serious = seriousFindingsOf(dossier, own).map((one) => ({
    link: { text: `${one.inspectorate}, ${dateWords(one.judgedOn)}`, href: inspectionPaths.show(one.ref) },
    verdict: verdictWords(one),
  }));
  const figure = lifeLineFigure(dossier, {
    id: 'life-line',
    to: day,
    headline: headlineOf(dossier),
    csvHref: file('life-line'),
  });
  // A body and who delivers for it may both lack the same.
  const gaps = [
    ...new Set(dossier.gaps.flatMap(({ organisationId, text }) => (own.includes(organisationId) ? text : []))),
  ];
  return {
    ...organisationFrame(input, { path: organisationPaths.show(self.slug) }),
    title: self.name,
    description: standing.sentence,
    notices: hindsightNotice(input),
    notification:
      standing.state === 'in_failure' && running
        ? {
            id: 'open-episode',
            title: 'Open episode',
            text: `${running.title}.`,
            link: running.ref
              ? { text: 'Read this case', href: keepKnown(input, episodePaths.show(running.ref)) }
              : null,
          }
        : null,
    sentence: standing.sentence,
    watch: watched === null ? null : watchForm(self.slug, watched),
    tag: { text: standings[standing.state] },
    basis: { summary: 'How this is known', paragraphs: basisOf(dossier, own) },
    contents: isBare(dossier)
      ? []
      : contentsOf([
          ['next', 'What comes next', true],
          ['judgements', 'Latest judgements', true],
          ['serious', 'Serious findings that opened no episode', serious.length > 0],
          ['intervention', 'Level of intervention', true],
          ['episodes-heading', 'Episodes of failure', true],
          ['about', 'About this organisation', true],
          ['posts-heading', 'Posts held', posts !== null],
          ['gaps', 'What is not known', gaps.length > 0],
          ['conflicts', 'Where sources disagree', conflicts.length > 0],
        ]),
    others,
    serious,
    figure,
    next: nextDates(input, own),
    judgements,
    intervention,
    episodes,
    about,
    posts,
    gaps,
    conflicts,
    isEmpty: isBare(dossier),
    sources: citing.list(),
    sourcesNote: sourcesNoteOf(dossier),
  };
}

const contentsOf = (parts: readonly (readonly [id: string, text: string, isThere: boolean])[]): readonly Link[] =>
  parts.flatMap(([id, text, isThere]) => (isThere ? [{ text, href: `#${id}` }] : []));

/** The tables of the page that are files of their own, by the name in their address. */
export function organisationTable(input: DossierPageInput, name: string): Table | null {
  const { judgements, episodes, posts, figure } = organisationPage(input);
  const tables = new Map([
    ['judgements', judgements],
    ['episodes', episodes],
    ['posts', posts],
    ['life-line', figure?.table],
  ]);
  return tables.get(name) ?? null;
}

/** Whether nothing has been recorded but that it exists. */
const isBare = ({
  inspections,
  interventions,
  episodes,
  warnings,
  support,
  posts,
  changes,
  checks,
  outcomes,
}: Dossier) =>
  [inspections, interventions, episodes, warnings, support, posts, changes, checks, outcomes].every(
    (facts) => facts.length === 0,
  );
