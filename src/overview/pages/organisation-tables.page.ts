import { triggerKinds } from '../../episodes/domain/episode.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { frameworkPaths } from '../../inspections/pages/frameworks.paths.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { byPeriod, monthsBetween, onDay, periodText } from '../../kernel/period.js';
import { formatMonths, formatPeriod } from '../../shell/format.js';
import { type Table, tableHead } from '../../shell/table.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { notFailingOf, relapseOfOf } from '../domain/case-facts.js';
import type { Dossier, InspectionFact } from '../domain/dossier.js';
import { Citing } from './citing.page.js';
import {
  certaintyWords,
  dateWords,
  frameworkWords,
  judgementValue,
  labelOf,
  writtenMonths,
} from './dossier-words.page.js';
import { type DossierPageInput, keepKnown, lastDay } from './organisation-frame.page.js';
import { stateWords } from './organisation-state.page.js';

const sameWords = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** What an inspection of one part judged, without what a later inspection of the same work has judged since. */
function withoutOvertaken(inspection: InspectionFact, dated: readonly InspectionFact[]): InspectionFact {
  const { judgedOn, unit } = inspection;
  if (unit === null || judgedOn === null) return inspection;
  const since = dated
    .filter((one) => one.unit === null && workOf(one) === workOf(inspection))
    .filter((one) => one.judgedOn && byPeriod(one.judgedOn, judgedOn) > 0)
    .flatMap(({ judgements }) => judgements.map(({ areaText }) => areaText));
  const isOvertaken = (areaText: string): boolean => since.some((later) => sameWords(later, areaText));
  return { ...inspection, judgements: inspection.judgements.filter(({ areaText }) => !isOvertaken(areaText)) };
}

const workOf = ({ area, framework }: InspectionFact): string | null => area ?? framework?.episodeArea ?? null;

/** "Leaders" of "maternity at Basildon"; the part alone where the area is named by it: never the same word twice. */
function areaAndPart(area: string, unit: string | null): { readonly text: string; readonly note: string | null } {
  if (unit?.toLowerCase().startsWith(`${area.toLowerCase()} at `))
    return { text: unit.charAt(0).toUpperCase() + unit.slice(1), note: null };
  return { text: area, note: unit?.toLowerCase().includes(area.toLowerCase()) ? null : unit };
}

/** The latest graded inspection of each part of the work, and of each part of the body that was judged by itself. */
function latestInspections(dossier: Dossier, own: readonly string[]): readonly InspectionFact[] {
  const latest = new Map<string, InspectionFact>();
  const dated = dossier.inspections
    .filter((one) => own.includes(one.organisationId) && one.graded && one.judgements.length > 0 && one.judgedOn)
    .toSorted((a, b) => (a.judgedOn && b.judgedOn ? byPeriod(a.judgedOn, b.judgedOn) : 0));
  for (const one of dated) latest.set(`${one.area ?? one.framework?.episodeArea} ${one.unit}`, one);
  const standing = [...latest.values()].map((one) => withoutOvertaken(one, dated));
  const newestFirst = standing
    .filter(({ judgements }) => judgements.length > 0)
    .toSorted((a, b) => (a.judgedOn && b.judgedOn ? byPeriod(b.judgedOn, a.judgedOn) : 0));
  return [...newestFirst.filter(({ unit }) => unit === null), ...newestFirst.filter(({ unit }) => unit !== null)];
}

export function judgementTable(dossier: Dossier, { citing, own }: { citing: Citing; own: readonly string[] }): Table {
  const rows = latestInspections(dossier, own).flatMap((inspection) => {
    const judged = [...inspection.judgements].toSorted(
      (a, b) => Number(b.isOverall) - Number(a.isOverall) || a.position - b.position,
    );
    const noOverall =
      inspection.framework?.overallCount === 0
        ? [{ area: 'Overall', value: { text: 'No overall grade is given under this framework' }, ids: [inspection.id] }]
        : [];
    const lines = [
      ...noOverall,
      ...judged.map((one) => ({ area: one.areaText, value: judgementValue(one), ids: [inspection.id, one.id] })),
    ];
    // Why it is not verified is said once, at its first line; each line is marked.
    const whyUnverified = inspection.certainty.verified ? null : certaintyWords(inspection.certainty);
    return lines.map(({ area, value, ids }, index) => ({
      cells: [
        { ...areaAndPart(area, inspection.unit), header: true },
        { ...value, note: whyUnverified && (index === 0 ? whyUnverified : 'Not verified') },
        {
          text: dateWords(inspection.judgedOn),
          href: inspectionPaths.show(inspection.ref),
          written: inspection.judgedOn && periodText(inspection.judgedOn),
        },
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

export function episodeTable(input: DossierPageInput, citing: Citing): Table {
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
      const held = earlier && ((notFailingOf(earlier)?.on ?? earlier.recoveredOn) || null);
      return {
        cells: [
          {
            text: episode.title,
            href: episode.ref ? keepKnown(input, episodePaths.show(episode.ref)) : null,
            header: true,
            note: [many ? body?.name : null, episode.unit, labelOf(episodeAreas, episode.area)]
              .filter(Boolean)
              .join(', '),
            citations: citing.marks(episode.id),
          },
          {
            text: formatPeriod(from),
            written: periodText(from),
            note: `${labelOf(triggerKinds, episode.triggerKind)}${episode.derived.byArea ? ', by area' : ''}`,
          },
          over
            ? {
                text: formatPeriod(over.on),
                written: periodText(over.on),
                note: episode.derived.notFailing ? 'From judgements' : 'As recorded',
              }
            : {
                text: episode.recoveredOn ? `Recovered ${formatPeriod(episode.recoveredOn)}` : 'Not yet on the record',
              },
          {
            text: over
              ? formatMonths(monthsBetween(from, over.on))
              : `${formatMonths(monthsBetween(from, episode.recoveredOn ?? onDay(day)))}${episode.recoveredOn ? '' : ' so far'}`,
            numeric: true,
            written: {
              ...writtenMonths(monthsBetween(from, over?.on ?? episode.recoveredOn ?? onDay(day))),
              'Months run to': over ? 'first not failing' : episode.recoveredOn ? 'recovery decided' : 'today, so far',
            },
          },
          { text: stateWords(dossier, episode, day) },
          earlier
            ? {
                text: earlier.title,
                href: earlier.ref ? keepKnown(input, episodePaths.show(earlier.ref)) : null,
                note: held && `${formatMonths(monthsBetween(held, from))} after it was no longer failing`,
              }
            : { text: 'None on the record' },
        ],
      };
    }),
    empty: { text: 'No episode of failure is on the record.' },
  };
}
