import { accuracyProgress, assurerRefusal } from '../../inspections/domain/accuracy.js';
import type { StartedClock } from '../../inspections/domain/clocks.js';
import { isOut } from '../../inspections/domain/inspection-state.js';
import type { PublishRefusal } from '../../inspections/domain/publishing-gate.js';
import { memberParts } from '../../inspections/domain/inspection-work.js';
import { findingKinds } from '../../inspections/domain/new-inspection.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { type CalendarDay, partsOf } from '../../kernel/calendar-day.js';
import { checkboxes, dayBoxes, form, type FormModel, tick, type Tried } from '../../shell/form/form.js';
import { formatDay, formatList, plural } from '../../shell/format.js';
import { grade as gradeShape } from '../../shell/grade.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { SummaryList } from '../../shell/parts.js';
import { gradeAbsences } from '../../vocabulary/domain/not-rated-reasons.js';
import { effectWords, type OfEpisode } from '../../episodes/domain/publishing-effects.js';
import type { PublishingPreview } from '../publishing-preview.service.js';
import { labelOf } from './dossier-words.page.js';

type Line = { readonly text: string; readonly link: Link | null };

export type PublishingPage = PageFacts & {
  readonly caption: string;
  readonly stamp: string | null;
  /** What stands in the way, said before anything else. */
  readonly barred: string | null;
  readonly verdict: string;
  readonly becomesPublic: SummaryList;
  readonly findings: readonly string[];
  readonly report: readonly string[];
  readonly staysInside: readonly string[];
  readonly effects: readonly Line[];
  readonly form: FormModel | null;
  readonly back: Link;
};

type Asked = {
  readonly preview: PublishingPreview;
  readonly publishedOn: CalendarDay;
  readonly receivedOn: CalendarDay | null;
  readonly tried?: Tried;
};

/** Page 24, first: what would become public, what would follow, the dates and the clocks. */
export function publishPage({ preview, publishedOn, receivedOn, tried = null }: Asked): PublishingPage {
  const { view } = preview;
  const barred = barredBy(preview);
  const model = form({
    action: inspectionPaths.publish(view.work.ref),
    button: 'Continue',
    tried,
    version: view.work.version,
    fields: [
      dayBoxes({ name: 'publishedOn', label: 'Date published', hint: 'Today or in the past', value: publishedOn }),
      dayBoxes({
        name: 'receivedOn',
        label: 'Date the organisation received the report (optional)',
        hint: 'Deadlines that start with the report count from it',
        value: receivedOn,
      }),
      ...(preview.clocks.length > 0
        ? [
            checkboxes({
              name: 'clocks',
              label: 'Deadlines to start',
              hint: 'Ticked are those whose condition in the framework is met.',
              choices: preview.clocks.map((clock) => ({
                value: clock.deadline.id,
                text: clockWords(clock),
                hint: clockHint(clock),
              })),
              values: preview.clocks.filter(({ applies }) => applies).map(({ deadline }) => deadline.id),
            }),
          ]
        : []),
    ],
  });
  return {
    ...common(preview, publishedOn),
    title: 'Publish this inspection',
    barred,
    form: barred ? null : model,
    errors: barred ? [] : model.errors,
  };
}

/** Page 24, second: the interruption before it is done. */
export function publicationPage(
  { preview, publishedOn, receivedOn, tried = null }: Asked,
  chosen: readonly string[],
): PublishingPage {
  const { view, clocks } = preview;
  const boxes = (name: string, on: CalendarDay | null): Record<string, string> => {
    if (on === null) return {};
    const { year, month, date } = partsOf(on);
    return { [`${name}-day`]: String(date), [`${name}-month`]: String(month), [`${name}-year`]: String(year) };
  };
  const made = form({
    action: inspectionPaths.publication(view.work.ref),
    button: view.work.isFirstMonitoring ? 'Finish this visit' : 'Publish now',
    isWarning: true,
    tried,
    version: view.work.version,
    hidden: { ...boxes('publishedOn', publishedOn), ...boxes('receivedOn', receivedOn) },
    fields: [
      tick({
        name: 'read',
        label: 'Before you publish',
        words: 'I have read what becomes public and what follows from it',
      }),
    ],
    cancel: { text: 'Go back', href: inspectionPaths.publish(view.work.ref) },
  });
  const model = { ...made, hidden: [...made.hidden, ...chosen.map((value) => ({ name: 'clocks', value }))] };
  const started = clocks.filter(({ deadline }) => chosen.includes(deadline.id));
  const page = common(preview, publishedOn);
  return {
    ...page,
    title: view.work.isFirstMonitoring ? 'You are about to finish this visit' : 'You are about to make this public',
    barred: null,
    effects: [
      ...page.effects,
      ...started.map((clock) => ({
        text: `Starts a deadline: ${clockWords(clock)}. ${clockHint(clock)}.`,
        link: null,
      })),
    ],
    form: model,
    errors: model.errors,
  };
}

const clockWords = ({ deadline, dueOn }: StartedClock): string => `${deadline.text}, by ${formatDay(dueOn)}`;

const clockHint = ({ deadline, startsOn, applies }: StartedClock): string =>
  `${plural(deadline.value, deadline.unit.replace(/s$/, ''))} from ${formatDay(startsOn)}: ${deadline.from}${deadline.verified ? '' : ' (not checked against the framework itself)'}${applies ? '' : '. Its condition is not met, as far as the record can tell'}`;

function common(
  preview: PublishingPreview,
  publishedOn: CalendarDay,
): Omit<PublishingPage, 'title' | 'barred' | 'form'> {
  const { view } = preview;
  const { work, background } = view;
  return {
    hasForm: true,
    breadcrumbs: [{ text: 'Inspection workspace', href: inspectionPaths.workspace(work.ref) }],
    caption: `${background.organisationName}, ${work.ref}`,
    stamp: isOut(work.state) ? null : 'Provisional, confidential. Not public until it is published',
    verdict: preview.verdict,
    becomesPublic: work.isFirstMonitoring
      ? { rows: [{ label: 'Becomes public', text: 'Nothing: the first monitoring visit is never public' }] }
      : publicFacts(preview, publishedOn),
    findings: work.isFirstMonitoring
      ? []
      : view.findings.map(({ text, kind }) => `${labelOf(findingKinds, kind)}: ${text}`),
    report: work.isFirstMonitoring || work.reportText === null ? [] : work.reportText.split(/\n{2,}/),
    staysInside: [
      'The evidence, its files and who gave it',
      'The points of the organisation and how they were decided',
      'What was changed before publication, and why',
      `Who was on the team: ${Object.values(memberParts).slice(0, 3).join(', ').toLowerCase()}`,
    ],
    effects: effectLines(preview),
    back: { text: 'Back to the workspace', href: inspectionPaths.workspace(work.ref) },
  };
}

function publicFacts({ view }: PublishingPreview, publishedOn: CalendarDay): SummaryList {
  const { work, background, grades } = view;
  return {
    rows: [
      { label: 'Organisation', text: background.organisationName },
      { label: 'Framework', text: background.frameworkTitle, note: background.inspectorateName },
      { label: 'Looks at', text: background.subject },
      {
        label: 'Dates',
        text: `Visit ${formatDay(work.startedOn)} to ${formatDay(work.endedOn ?? work.startedOn)}`,
        note: `Published ${formatDay(publishedOn)}`,
      },
      { label: 'Summary', text: work.summary ?? 'None' },
      ...(work.category
        ? [
            {
              label: 'Category',
              text: view.categories.find(({ key }) => key === work.category)?.label ?? work.category,
            },
          ]
        : []),
      ...work.judgements.map(({ areaText, gradeId, absence, narrative }) => {
        const given = grades.find(({ id }) => id === gradeId);
        return {
          label: areaText,
          text: given ? null : absence ? labelOf(gradeAbsences, absence) : 'Nothing',
          grade: given ? gradeShape(given.band, given.label) : null,
          note: narrative,
        };
      }),
      ...(view.note
        ? [
            { label: 'Improved', text: view.note.improved ?? 'Not recorded' },
            { label: 'Not improved', text: view.note.notImproved ?? 'Not recorded' },
            { label: 'Next', text: view.note.next ?? 'Not recorded' },
          ]
        : []),
    ],
  };
}

/** What follows from publishing, by the same rules that then make it so. */
function effectLines({ view, effects, episodes, supersedes, alike }: PublishingPreview): readonly Line[] {
  const linkTo = (of: OfEpisode): Link | null => {
    const episode = episodes.get(of.triggerInspectionId);
    return episode ? { text: `${episode.ref}, ${episode.title}`, href: episodePaths.show(episode.ref) } : null;
  };
  const lines: Line[] = effects.map((effect) => {
    const { text, of } = effectWords(effect);
    return { text, link: of && linkTo(of) };
  });
  if (effects.length === 0)
    lines.push({
      text: view.work.isFirstMonitoring ? 'No episode changes.' : 'It opens, ends and changes no episode of failure.',
      link: null,
    });
  for (const ref of supersedes)
    lines.push({
      text: 'Takes the place of this earlier inspection, which stays readable:',
      link: { text: ref, href: inspectionPaths.show(ref) },
    });
  for (const ref of alike)
    lines.push({
      text: 'This may be the same inspection, recorded from elsewhere. Look before you publish it twice:',
      link: { text: ref, href: inspectionPaths.show(ref) },
    });
  return lines;
}

/** Why this person cannot publish it now, and who can. */
function barredBy({ view }: PublishingPreview): string | null {
  const { work, relation, names } = view;
  const assurers = work.members
    .filter(({ part }) => part === 'quality_assurer')
    .map(({ accountId }) => names.get(accountId) ?? '');
  const whoCan =
    assurers.length > 0
      ? `${formatList(assurers)} can.`
      : 'Its quality assurer can, once the lead inspector has named one.';
  if (isOut(work.state)) return 'This inspection is published already.';
  if (work.state !== 'accuracy_check') return 'Only an inspection that the organisation has checked can be published.';
  const refusal = assurerRefusal(relation);
  if (refusal === 'led-it') return `You cannot publish this inspection because you led it. ${whoCan}`;
  if (refusal === 'was-on-the-visit')
    return `You cannot publish this inspection because you were on the visit. ${whoCan}`;
  if (refusal) return `You cannot publish this inspection. ${whoCan}`;
  const progress = accuracyProgress(work, view.now);
  if (progress === 'points-open') return 'Decide every point of the organisation, with a reason, before you publish.';
  if (progress === 'time-left')
    return `The organisation can send points until 5pm on ${work.accuracyDueOn ? formatDay(work.accuracyDueOn) : 'its last day'}, unless it says before that it has none.`;
  return null;
}

/** At which field a refusal is told, with its words (messages 15 and 16), and how it is answered. */
export function publishRefusalAt(
  refusal: PublishRefusal | 'stale',
  due: string,
): { readonly field: 'publishedOn' | null; readonly message: string; readonly status: 403 | 409 | 422 } {
  return { field: null, status: 422, ...refusals(due)[refusal] };
}

type Told = { readonly message: string; readonly field?: 'publishedOn'; readonly status?: 403 | 409 };

const refusals = (due: string): Readonly<Record<PublishRefusal | 'stale', Told>> => ({
  'led-it': { message: 'This inspection must be published by an inspector who did not lead it', status: 403 },
  'was-on-the-visit': {
    message: 'This inspection must be published by an inspector who was not on the visit',
    status: 403,
  },
  'not-an-inspector-here': { message: 'This inspection must be published by its quality assurer', status: 403 },
  'already-published': { message: 'Somebody else has published this inspection already', status: 409 },
  stale: {
    message: 'Somebody changed this inspection meanwhile. Read below what would become public now',
    status: 409,
  },
  'not-in-accuracy-check': {
    message: 'Only an inspection that the organisation has checked can be published',
    status: 409,
  },
  'points-open': { message: 'Decide every point of the organisation, with a reason, before you publish' },
  'time-left': { message: `The organisation can send points until ${due}, unless it says before that it has none` },
  ahead: { field: 'publishedOn', message: 'Date published must be today or in the past' },
  'before-it-ended': { field: 'publishedOn', message: 'Date published must be on or after the last day of the visit' },
});
