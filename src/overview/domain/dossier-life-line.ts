import { type Period, periodText } from '../../kernel/period.js';
import { absenceKind, type GradeAbsence, gradeAbsences } from '../../vocabulary/domain/not-rated-reasons.js';
import type { Dossier, EpisodeFactSheet, InspectionFact } from './dossier.js';
import type { LifeLineRow, LifeLineRowKind } from './life-line-of.js';

const written = (on: Period | null): string | null => (on ? periodText(on) : null);

const row = (
  kind: LifeLineRowKind,
  recordId: string,
  facts: Partial<Omit<LifeLineRow, 'kind' | 'recordId'>>,
): LifeLineRow => ({
  organisationId: '',
  position: 0,
  startsOn: null,
  endsOn: null,
  code: null,
  label: null,
  detail: null,
  unit: null,
  area: null,
  frameworkKey: null,
  frameworkTitle: null,
  level: null,
  flag: 0,
  knownOn: null,
  watchUntil: null,
  ...facts,
  kind,
  recordId,
});

/** A conclusion in words, on no scale, is a judgement too where its framework makes it a test of failure. */
const failsByCategory = ({ framework, categoryKey }: InspectionFact): boolean =>
  Boolean(categoryKey && framework?.formalFailure.includes(`"${categoryKey}"`));

/** One row a headline, as on lists: the category is the headline where the framework makes it a test of failure. */
function judgementRows(inspection: InspectionFact): LifeLineRow[] {
  const { framework, categoryKey, judgements } = inspection;
  const isFormal = failsByCategory(inspection);
  const about = {
    startsOn: written(inspection.judgedOn),
    detail: inspection.inspectorate,
    unit: inspection.unit,
    area: framework?.episodeArea ?? null,
    frameworkKey: framework?.key ?? null,
    frameworkTitle: framework?.title ?? null,
    flag: judgements.some(({ isOverall, areaKey, grade }) => !isOverall && areaKey !== null && grade?.isFailing)
      ? 1
      : 0,
  };
  const headlines = judgements.filter(({ isOverall }) => isOverall);
  const category = categoryKey?.replaceAll('_', ' ') ?? null;
  if (headlines.length === 0) {
    const said = isFormal ? judgements.find(({ label }) => label !== null)?.label : null;
    const label = said ?? inspection.overallLabel ?? category;
    return [row('judgement', inspection.id, { ...about, code: isFormal ? 'failing' : 'none', label })];
  }
  return headlines.map(({ position, grade, label, absence }) =>
    row('judgement', inspection.id, {
      ...about,
      position,
      code: isFormal ? 'failing' : (grade?.band ?? 'none'),
      label: label ?? grade?.label ?? inspection.overallLabel ?? category ?? absenceWords(absence),
    }),
  );
}

/** Why there is no grade, in the few words that stand beside a mark; null where the framework has none to give. */
function absenceWords(absence: string | null): string | null {
  if (absence === null || !(absence in gradeAbsences)) return null;
  const kind = absenceKind(absence as GradeAbsence);
  if (kind === 'no_such_judgement') return null;
  return kind === 'grade_unknown' ? 'grade not known' : 'not rated';
}

/** The dates from judgements where judgements tell, otherwise those that a person recorded. */
export function endOfEpisode(
  episode: EpisodeFactSheet,
): { readonly on: Period; readonly kind: 'not-failing' | 'recovered' | 'closed' } | null {
  const notFailing = episode.derived.notFailing ?? episode.notFailing;
  if (notFailing) return { on: notFailing.on, kind: 'not-failing' };
  if (episode.recoveredOn) return { on: episode.recoveredOn, kind: 'recovered' };
  return episode.closedOn ? { on: episode.closedOn, kind: 'closed' } : null;
}

function episodeRow(episode: EpisodeFactSheet): LifeLineRow {
  const end = endOfEpisode(episode);
  const relapseOf = episode.relapseOfId ?? episode.derived.relapseOfId;
  return row('episode', episode.id, {
    startsOn: written(episode.derived.trigger?.on ?? episode.triggerOn),
    endsOn: written(end?.on ?? null),
    code: end?.kind ?? 'open',
    label: episode.title,
    detail: relapseOf,
    unit: episode.unit,
    area: episode.area,
    flag: relapseOf === null ? 0 : 1,
    watchUntil: episode.watchUntil,
  });
}

/** A dossier as the rows that a life line is drawn from: the same rule draws it here and on lists. */
export function lifeLineRowsOf(dossier: Dossier): readonly LifeLineRow[] {
  return [
    ...dossier.inspections.filter((one) => one.judgedOn && (one.graded || failsByCategory(one))).flatMap(judgementRows),
    ...dossier.episodes.map(episodeRow),
    ...dossier.interventions.map((one) =>
      row('intervention', one.id, {
        startsOn: written(one.startedOn),
        endsOn: written(one.endedOn),
        label: one.title,
        detail: one.authority,
        level: one.level,
      }),
    ),
    ...dossier.interventions.flatMap((one) =>
      one.plannedEnds.map(({ announcedOn, plannedEndOn }, position) =>
        row('planned-end', one.id, { position, startsOn: written(announcedOn), endsOn: written(plannedEndOn) }),
      ),
    ),
    ...dossier.support.map((one) =>
      row('support', one.id, {
        startsOn: written(one.startedOn),
        endsOn: written(one.endedOn),
        label: one.provider,
        detail: dossier.interventions.some(({ id }) => id === one.sameAsId) ? one.sameAsId : null,
      }),
    ),
    ...dossier.warnings.map((one) => row('warning', one.id, { startsOn: written(one.on), code: one.kind })),
    ...dossier.posts.map((one) =>
      row('post', one.id, {
        startsOn: written(one.from),
        endsOn: written(one.to),
        code: one.post,
        flag: one.interim ? 1 : 0,
      }),
    ),
  ];
}
