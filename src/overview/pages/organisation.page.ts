import { standingOf, standings } from '../../episodes/domain/standing.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { Figure } from '../../shell/figure.js';
import type { Notification, SummaryList, Tag } from '../../shell/parts.js';
import type { Table } from '../../shell/table.js';
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
    readonly tag: Tag;
    readonly basis: string;
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
export function organisationPage(input: DossierPageInput): OrganisationPage {
  const { dossier } = input;
  const { self } = dossier;
  const day = lastDay(input);
  const citing = new Citing(input.citations);
  const standing = standingOf(standingFactsOf(dossier, self.id), day);
  const own = answeringTo(dossier, self.id);
  const running = dossier.episodes.filter(({ organisationId }) => own.includes(organisationId)).find(isOpen);
  // In the order in which they are printed, so that sources are numbered as the page is read.
  const judgements = judgementTable(dossier, { citing, own });
  const intervention = interventionNow(dossier, own, day);
  const episodes = episodeTable(input, citing);
  const about = aboutList(input, citing);
  const posts = postTable(dossier, citing);
  const conflicts = conflictParts(dossier.conflicts, citing);
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
    tag: { text: standings[standing.state] },
    basis: basisOf(dossier, own),
    others: othersWithEpisodes(dossier).map((id) => otherBody(input, id)),
    serious: seriousFindingsOf(dossier, own).map((one) => ({
      link: { text: `${one.inspectorate}, ${dateWords(one.judgedOn)}`, href: inspectionPaths.show(one.ref) },
      verdict: verdictWords(one),
    })),
    figure: lifeLineFigure(dossier, { id: 'life-line', to: day, headline: headlineOf(dossier) }),
    next: nextDates(input, own),
    judgements,
    intervention,
    episodes,
    about,
    posts,
    gaps: dossier.gaps.filter(({ organisationId }) => own.includes(organisationId)).map(({ text }) => text),
    conflicts,
    isEmpty: dossier.inspections.length + dossier.interventions.length + dossier.episodes.length === 0,
    sources: citing.list(),
    sourcesNote: sourcesNoteOf(dossier),
  };
}
