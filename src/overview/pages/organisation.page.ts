import { standingOf, standings } from '../../episodes/domain/standing.js';
import { episodeStates, type EpisodeState, triggerKinds } from '../../episodes/domain/episode.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { frameworkPaths } from '../../inspections/pages/frameworks.paths.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { highestLevelOn, inForceOn, type InterventionLevel, interventionLevels } from '../../interventions/domain/intervention.js';
import { byPeriod, monthsBetween, onDay, periodEnd } from '../../kernel/period.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { formatDay, formatMonths, formatPeriod, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { Figure, Notification, SummaryList, SummaryRow, Tag } from '../../shell/parts.js';
import { type Table, tableHead } from '../../shell/table.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { organisationKinds } from '../../vocabulary/domain/organisation-kinds.js';
import { sectors } from '../../vocabulary/domain/sectors.js';
import {
  answeringTo,
  nextEpisodeOf,
  notFailingOf,
  othersWithEpisodes,
  relapseOfOf,
  seriousFindingsOf,
  standingFactsOf,
} from '../domain/case-facts.js';
import type { Body, Dossier, EpisodeFactSheet, InspectionFact, InterventionFact } from '../domain/dossier.js';
import { Citing } from './citing.page.js';
import { type ConflictPart, conflictParts } from './conflicts.page.js';
import {
  certaintyWords,
  dateWords,
  frameworkWords,
  judgementValue,
  labelOf,
  postSpan,
  postWords,
  schemeWords,
  spanWords,
} from './dossier-words.page.js';
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
import { linkLabelFrom } from './told-entry.page.js';

export type OrganisationPage = PageFacts &
  OrganisationFrame & {
    readonly notification: Notification | null;
    readonly sentence: string;
    readonly tag: Tag;
    readonly basis: string;
    /** What happened to bodies before or after it, in the same words. */
    readonly others: readonly { readonly relation: string; readonly link: Link; readonly sentence: string }[];
    /** Judgements that found an area failing and opened no episode. */
    readonly serious: readonly { readonly link: Link; readonly verdict: string }[];
    readonly figure: Figure | null;
    readonly next: readonly string[];
    readonly judgements: Table;
    readonly intervention: { readonly level: string; readonly list: readonly string[] };
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
            link: running.ref ? { text: 'Read this case', href: keepKnown(input, episodePaths.show(running.ref)) } : null,
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

const isOpen = (episode: EpisodeFactSheet): boolean =>
  !notFailingOf(episode) && !episode.recoveredOn && !episode.closedOn;

/** Whether a person decided, or judgements alone speak. */
function basisOf(dossier: Dossier, own: readonly string[]): string {
  const episodes = dossier.episodes.filter(({ organisationId }) => own.includes(organisationId));
  if (episodes.length === 0) return 'Worked out from the judgements on this record.';
  const decided = episodes.filter(({ status }) => status !== null);
  const judged = 'Dates are from judgements: when each was published or, where that is not known to the month, when the visit ended.';
  if (decided.length === 0) return `${judged} Nobody has recorded a decision about the state.`;
  const decisions = decided.map(
    ({ title, status, statusReason }) =>
      `${title}: ${episodeStates[status as EpisodeState].toLowerCase()}${statusReason ? ` (${statusReason.replace(/\.$/, '')})` : ''}`,
  );
  return `${judged} A recorded decision comes before what judgements say. ${decisions.join('. ')}.`;
}

function headlineOf(dossier: Dossier): string {
  const months = dossier.episodes.flatMap((episode) => {
    const over = notFailingOf(episode);
    return over ? [monthsBetween(episode.derived.trigger?.on ?? episode.triggerOn, over.on)] : [];
  });
  const relapses = dossier.episodes.filter((episode) => relapseOfOf(episode) !== null).length;
  if (dossier.episodes.length === 0) return 'No episode of failure is on the record';
  const spells = plural(dossier.episodes.length, 'episode');
  const longest = months.toSorted((a, b) => b.months - a.months)[0];
  const again = relapses > 0 ? `; ${plural(relapses, 'relapse')}` : '';
  return longest
    ? `${spells} of failure${again}; the longest took ${formatMonths(longest)} to a judgement that was not failing`
    : `${spells} of failure${again}`;
}

function otherBody(input: DossierPageInput, id: string): OrganisationPage['others'][number] {
  const { dossier } = input;
  const body = dossier.bodies.find((one) => one.id === id) as Body;
  const link = dossier.links.find(
    ({ fromId, toId }) => (fromId === id && toId === dossier.self.id) || (toId === id && fromId === dossier.self.id),
  );
  return {
    relation: link ? linkLabelFrom(dossier.self.id, link) : 'In the same line',
    link: { text: body.name, href: keepKnown(input, organisationPaths.show(body.slug)) },
    sentence: standingOf(standingFactsOf(dossier, id), lastDay(input)).sentence,
  };
}

function nextDates(input: DossierPageInput, own: readonly string[]): readonly string[] {
  const day = lastDay(input);
  const { interventions, checks, episodes } = input.dossier;
  const planned = interventions
    .filter(({ organisationId, endedOn }) => own.includes(organisationId) && !endedOn)
    .flatMap(({ title, plannedEnds }) => {
      const last = plannedEnds.at(-1);
      return last && periodEnd(last.plannedEndOn) >= day ? [`${formatPeriod(last.plannedEndOn)}: planned end of ${title}.`] : [];
    });
  const due = checks
    .filter(({ organisationId, doneOn, dueOn }) => own.includes(organisationId) && !doneOn && dueOn && periodEnd(dueOn) >= day)
    .map(({ dueOn, text }) => `${dateWords(dueOn)}: check after the exit. ${text}`);
  // A failure that was followed by a relapse is watched no longer: the relapse is.
  const watches = episodes
    .filter((episode) => episode.watchUntil && episode.watchUntil >= day && !nextEpisodeOf(input.dossier, episode))
    .map(({ watchUntil, title }) => (watchUntil ? `${formatDay(watchUntil)}: the relapse watch of “${title}” ends, after 84 months.` : ''));
  return [...planned, ...due, ...watches];
}

/** The latest graded inspection of each part of the work, and of each part of the body that was judged by itself. */
function latestInspections(dossier: Dossier, own: readonly string[]): readonly InspectionFact[] {
  const latest = new Map<string, InspectionFact>();
  const dated = dossier.inspections
    .filter((one) => own.includes(one.organisationId) && one.graded && one.judgements.length > 0 && one.judgedOn)
    .toSorted((a, b) => (a.judgedOn && b.judgedOn ? byPeriod(a.judgedOn, b.judgedOn) : 0));
  for (const one of dated) latest.set(`${one.area ?? one.framework?.episodeArea} ${one.unit}`, one);
  const newestFirst = [...latest.values()].toSorted((a, b) => (a.judgedOn && b.judgedOn ? byPeriod(b.judgedOn, a.judgedOn) : 0));
  return [...newestFirst.filter(({ unit }) => unit === null), ...newestFirst.filter(({ unit }) => unit !== null)];
}

function judgementTable(dossier: Dossier, { citing, own }: { citing: Citing; own: readonly string[] }): Table {
  const rows = latestInspections(dossier, own).flatMap((inspection) => {
    const judged = [...inspection.judgements].toSorted((a, b) => Number(b.isOverall) - Number(a.isOverall) || a.position - b.position);
    const noOverall =
      inspection.framework?.overallCount === 0
        ? [{ area: 'Overall', value: { text: 'No overall grade is given under this framework' }, ids: [inspection.id] }]
        : [];
    const lines = [
      ...noOverall,
      ...judged.map((one) => ({ area: one.areaText, value: judgementValue(one), ids: [inspection.id, one.id] })),
    ];
    return lines.map(({ area, value, ids }) => ({
      cells: [
        { text: area, header: true, note: inspection.unit },
        { ...value, note: inspection.certainty.verified ? null : certaintyWords(inspection.certainty) },
        { text: dateWords(inspection.judgedOn), href: inspectionPaths.show(inspection.ref) },
        {
          text: frameworkWords(inspection),
          href: inspection.framework ? frameworkPaths.show(inspection.framework.key) : null,
          citations: citing.marks(...ids),
        },
      ],
    }));
  });
  return {
    id: 'latest-judgements',
    caption: 'Latest judgements',
    captionHidden: true,
    head: tableHead([{ text: 'Area' }, { text: 'Grade' }, { text: 'Judged' }, { text: 'Framework' }]),
    rows,
    empty: { text: 'No graded judgement is on the record.' },
  };
}

function interventionNow(dossier: Dossier, own: readonly string[], day: ReturnType<typeof lastDay>): OrganisationPage['intervention'] {
  const replaced = new Set(dossier.interventions.flatMap(({ replacesId }) => replacesId ?? []));
  // Help from peers is no intervention: it stands in the timeline.
  const ours = dossier.interventions.filter(
    ({ id, organisationId, level }) => own.includes(organisationId) && level > 1 && !replaced.has(id),
  );
  const spans = ours.map((one) => ({ from: one.startedOn, to: one.endedOn, level: one.level as InterventionLevel, one }));
  const going = spans.filter((span) => inForceOn(span, day) === 'in_force');
  const open = spans.filter((span) => inForceOn(span, day) === 'no_known_end');
  const { level, isCertain } = highestLevelOn(spans, day);
  if (level === 0 || going.length + open.length === 0) {
    return { level: 'No intervention is on the record as in force.', list: [] };
  }
  const named = ({ one }: { one: InterventionFact }): string =>
    `${one.title}, level ${one.level}, ${spanWords(one.startedOn, one.endedOn, true)}${plannedWords(one)}`;
  return {
    level: isCertain
      ? `Level ${level} of 5: ${interventionLevels[level].toLowerCase()}. Levels are our reading.`
      : 'Not known. The record has no end for these steps, so it cannot say whether they are still in force:',
    list: [...going, ...open].map(named),
  };
}

const plannedWords = ({ plannedEnds }: InterventionFact): string => {
  const last = plannedEnds.at(-1);
  return last ? `; planned end ${formatPeriod(last.plannedEndOn)}` : '';
};

function episodeTable(input: DossierPageInput, citing: Citing): Table {
  const { dossier } = input;
  const day = lastDay(input);
  const many = new Set(dossier.episodes.map(({ organisationId }) => organisationId)).size > 1;
  return {
    id: 'episodes',
    caption: 'Episodes of failure',
    captionHidden: true,
    head: tableHead([
      { text: 'Episode' },
      { text: 'Trigger' },
      { text: 'First not failing' },
      { text: 'Months', numeric: true },
      { text: 'State' },
      { text: 'Relapse of' },
    ]),
    rows: dossier.episodes.map((episode) => {
      const from = episode.derived.trigger?.on ?? episode.triggerOn;
      const over = notFailingOf(episode);
      const earlier = dossier.episodes.find(({ id }) => id === relapseOfOf(episode));
      const body = dossier.bodies.find(({ id }) => id === episode.organisationId);
      return {
        cells: [
          {
            text: episode.title,
            href: episode.ref ? keepKnown(input, episodePaths.show(episode.ref)) : null,
            header: true,
            note: [many ? body?.name : null, episode.unit, labelOf(episodeAreas, episode.area)].filter(Boolean).join(', '),
            citations: citing.marks(episode.id),
          },
          { text: formatPeriod(from), note: `${labelOf(triggerKinds, episode.triggerKind)}${episode.derived.byArea ? ', by area' : ''}` },
          over
            ? { text: formatPeriod(over.on), note: episode.derived.notFailing ? 'From judgements' : 'As recorded' }
            : { text: episode.recoveredOn ? `Recovered ${formatPeriod(episode.recoveredOn)}` : 'Not yet on the record' },
          {
            text: over ? formatMonths(monthsBetween(from, over.on)) : `${formatMonths(monthsBetween(from, episode.recoveredOn ?? onDay(day)))}${episode.recoveredOn ? '' : ' so far'}`,
            numeric: true,
          },
          { text: stateWords(episode, day) },
          earlier
            ? { text: earlier.title, href: earlier.ref ? keepKnown(input, episodePaths.show(earlier.ref)) : null }
            : { text: 'None on the record' },
        ],
      };
    }),
    empty: { text: 'No episode of failure is on the record.' },
  };
}

/** The decided state where somebody decided one, otherwise what judgements say. */
export function stateWords(episode: EpisodeFactSheet, day: ReturnType<typeof lastDay>): string {
  if (episode.status) return episodeStates[episode.status as EpisodeState];
  if (isOpen(episode)) return 'Failing, from judgements';
  const until = episode.watchUntil;
  return until && until >= day ? 'On relapse watch, from judgements' : 'Beyond the watch, from judgements';
}

function aboutList(input: DossierPageInput, citing: Citing): SummaryList {
  const { dossier } = input;
  const { self } = dossier;
  const mine = <Row extends { organisationId: string }>(rows: readonly Row[]): readonly Row[] =>
    rows.filter(({ organisationId }) => organisationId === self.id);
  const names = mine(dossier.names).filter(({ name }) => name !== self.name);
  const parent = dossier.bodies.find(({ id }) => id === self.parentId);
  const within = dossier.bodies.filter(({ parentId }) => parentId === self.id);
  const bodyLink = (body: Body): Link => ({ text: body.name, href: keepKnown(input, organisationPaths.show(body.slug)) });
  const links = dossier.links.filter(({ fromId, toId, type }) => type !== 'parent' && (fromId === self.id || toId === self.id));
  const rows: (SummaryRow | null)[] = [
    { label: 'Kind', text: self.kindText ?? labelOf(organisationKinds, self.kind), note: self.statusNote, citations: citing.marks(self.id) },
    { label: 'Sector', text: labelOf(sectors, self.sector) },
    self.openedOn ? { label: 'Opened', text: formatPeriod(self.openedOn) } : null,
    self.closedOn ? { label: 'Closed', text: formatPeriod(self.closedOn) } : null,
    parent ? { label: 'Part of', links: [bodyLink(parent)] } : null,
    within.length > 0 ? { label: 'Services within it', links: within.map(bodyLink) } : null,
    ...links.map((link): SummaryRow => {
      const other = dossier.bodies.find(({ id }) => id === (link.fromId === self.id ? link.toId : link.fromId));
      return {
        label: linkLabelFrom(self.id, link),
        text: other?.name ?? 'A body that is not on the record',
        href: other ? bodyLink(other).href : null,
        note: [link.on ? formatPeriod(link.on) : 'Date not known', certaintyWords(link.certainty)].filter(Boolean).join('. '),
        citations: citing.marks(link.id),
      };
    }),
    ...nameRows(names),
    ...mine(dossier.codes).map((code): SummaryRow => ({
      label: `Code: ${labelOf(schemeWords, code.scheme)}`,
      text: code.value,
      note: [code.verified ? null : 'Not verified', code.note].filter(Boolean).join('. ') || null,
      citations: citing.marks(code.id),
    })),
    { label: 'How sure this is', text: certaintyWords(self.certainty) ?? 'Verified' },
  ];
  return { rows: rows.flatMap((row) => row ?? []) };
}

const nameKinds: Readonly<Record<string, string>> = {
  official: 'Official name',
  former: 'Former name',
  alias: 'Also called',
  as_published: 'Published as',
};

function nameRows(names: Dossier['names']): readonly SummaryRow[] {
  const labels = [...new Set(names.map(({ kind }) => labelOf(nameKinds, kind)))];
  return labels.map((label) => ({
    label,
    text: names
      .filter(({ kind }) => labelOf(nameKinds, kind) === label)
      .map(({ name, from, to }) => (from || to ? `${name} (${spanWords(from, to, false)})` : name))
      .join('; '),
  }));
}

function postTable(dossier: Dossier, citing: Citing): Table | null {
  const posts = dossier.posts.filter(({ organisationId }) => organisationId === dossier.self.id);
  if (posts.length === 0) return null;
  const yesNo = (flag: boolean | null): string => (flag === null ? 'Not known' : flag ? 'Yes' : 'No');
  return {
    id: 'posts',
    caption: 'Posts held, at director level or above',
    captionHidden: true,
    head: tableHead([{ text: 'Post' }, { text: 'Holder' }, { text: 'When' }, { text: 'Interim' }, { text: 'Leaving planned' }]),
    rows: posts
      .toSorted((a, b) => {
        const [first, second] = [a.from ?? a.seenOn ?? a.to, b.from ?? b.seenOn ?? b.to];
        return first && second ? byPeriod(first, second) : first ? -1 : 1;
      })
      .map((post) => ({
        cells: [
          { text: labelOf(postWords, post.post), header: true },
          { text: post.holder ?? 'Name not known', note: certaintyWords(post.certainty), citations: citing.marks(post.id) },
          { text: postSpan(post) },
          { text: yesNo(post.interim) },
          { text: yesNo(post.leavingPlanned) },
        ],
      })),
  };
}

