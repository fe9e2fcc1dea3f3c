import type { AreaChoice, GradeChoice } from '../../inspections/data/workspace.queries.js';
import { outsideHref } from '../../shell/links.js';
import { type GradeAbsence, gradeAbsences } from '../../vocabulary/domain/not-rated-reasons.js';
import { personalDataIn } from '../../vocabulary/domain/personal-data.js';
import { isProgrammeKind } from '../domain/programme-entry.js';
import type { AreaEntry, EntryBody, PlaceKind } from '../domain/record-entry.js';
import { personalWords, readProgrammeEntry } from './read-programme-entry.js';
import { areaField, type EntryForm } from './entries.form.js';

export type Errors = Readonly<Record<string, string>>;

/** A framework with what may be judged by it. */
export type OpenFramework = {
  readonly key: string;
  readonly title: string;
  readonly areas: readonly AreaChoice[];
  readonly grades: readonly GradeChoice[];
};

export const gradeValue = (scale: string, key: string): string => `grade:${scale}:${key}`;
export const absenceValue = (absence: string): string => `none:${absence}`;

const needed: Readonly<Record<PlaceKind, Errors>> = {
  judgement: {
    type: 'Select the type of inspection',
    subject: 'Enter what was inspected',
    publishedOn: 'Enter the date it was published',
  },
  warning: {
    warningKind: 'Select what it was seen in',
    occurredOn: 'Enter the date of the sign',
    text: 'Enter what could be seen',
  },
  event: {
    eventKind: 'Select what kind of event it is',
    occurredOn: 'Enter the date it happened',
    text: 'Enter what happened',
  },
};

const valueOf = (form: EntryForm, field: string): unknown => (form as unknown as Record<string, unknown>)[field];

/** What was typed, as an entry of its kind; or what of it cannot stand, at its fields. */
export function readEntry(
  form: EntryForm,
  framework: OpenFramework | null,
): { readonly entry: EntryBody } | { readonly errors: Errors } {
  if (isProgrammeKind(form.kind)) return readProgrammeEntry(form, form.kind);
  const missing = Object.entries(needed[form.kind]).filter(([field]) => valueOf(form, field) === null);
  const odd = ['headline', 'text', 'response', 'sourceQuote'].filter((field) => {
    const words = valueOf(form, field);
    return typeof words === 'string' && personalDataIn(words).length > 0;
  });
  const errors: Errors = {
    ...Object.fromEntries(missing),
    ...Object.fromEntries(odd.map((field) => [field, personalWords])),
    ...(form.reportUrl !== null && !outsideHref(form.reportUrl)
      ? { reportUrl: 'Enter an address that begins with https:// or http://' }
      : {}),
    ...(form.sourceQuote !== null && form.sourceQuote.split(' ').length > 40
      ? { sourceQuote: 'Quote must be 40 words or less' }
      : {}),
    ...(form.response !== null && form.respondedOn === null ? { respondedOn: 'Enter the date of the answer' } : {}),
    ...(form.respondedOn !== null && form.response === null ? { response: 'Enter what was done' } : {}),
  };
  if (Object.keys(errors).length > 0) return { errors };
  return { entry: entryOf(form, framework) };
}

function entryOf(form: EntryForm, framework: OpenFramework | null): EntryBody {
  const { kind, type, subject, publishedOn, occurredOn, knownOn, text, warningKind, eventKind } = form;
  if (kind === 'judgement')
    return {
      kind,
      says: {
        framework: framework?.key ?? '',
        type: type ?? 'full',
        subject: subject ?? '',
        unit: form.unit,
        startedOn: form.startedOn,
        endedOn: form.endedOn,
        publishedOn: publishedOn ?? '',
        overallLabel: form.overallLabel,
        headline: form.headline,
        reportUrl: form.reportUrl,
        areas: framework ? areasIn(form, framework) : [],
      },
    };
  const known = { occurredOn: occurredOn ?? '', knownOn, text: text ?? '' };
  if (kind === 'warning') {
    const { respondedOn, response } = form;
    return { kind, says: { ...known, kind: warningKind ?? 'data_quality', respondedOn, response } };
  }
  return { kind: 'event', says: { ...known, kind: eventKind ?? 'other', significant: form.significant } };
}

/** The areas of which something is said. A value that the page did not offer says nothing. */
const areasIn = (form: EntryForm, { areas, grades }: OpenFramework): readonly AreaEntry[] =>
  areas.flatMap((area, index): AreaEntry[] => {
    const typed = valueOf(form, areaField(index));
    const [what, first, second] = typeof typed === 'string' ? typed.split(':') : [];
    const said = { area: area.key, areaText: area.label };
    if (what === 'none' && first !== undefined && Object.hasOwn(gradeAbsences, first))
      return [{ ...said, scale: null, grade: null, label: null, absence: first as GradeAbsence }];
    const grade = grades.find(({ scale, key }) => what === 'grade' && scale === first && key === second);
    if (!grade || (area.scaleId !== null && grade.scaleId !== area.scaleId)) return [];
    return [{ ...said, scale: grade.scale, grade: grade.key, label: grade.label, absence: null }];
  });
