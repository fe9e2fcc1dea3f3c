import { eventKinds } from '../../interventions/domain/timeline-event.js';
import {
  dayBoxes,
  type FieldMaker,
  form,
  type FormModel,
  prose,
  select,
  text,
  tick,
  type Tried,
} from '../../shell/form/form.js';
import { readWas } from '../../shell/form/held.js';
import { mergeConflict } from '../../shell/form/merging.js';
import { type PageFacts } from '../../shell/layout.js';
import { inspectionTypes } from '../../vocabulary/domain/inspection-types.js';
import { gradeAbsences } from '../../vocabulary/domain/not-rated-reasons.js';
import { warningKinds } from '../../vocabulary/domain/warning-kinds.js';
import { isProgrammeKind, type ProgrammeEntryBody } from '../domain/programme-entry.js';
import { bodyOf, isOfProgramme } from '../domain/record-entry.js';
import { type ClaimChoice, programmeFields } from './programme-fields.page.js';
import type { EntryRow } from '../data/record-entry.row.js';
import { type EntryBody, type EntryKind, entryKinds } from '../domain/record-entry.js';
import { areaField } from './entries.form.js';
import { entryPaths } from './entries.paths.js';
import { absenceValue, gradeValue, type OpenFramework } from './read-entry.js';
import { type Body, entryCrumbs } from './entry-steps.page.js';

const choicesOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, words]) => ({ value, text: words }));

function judgementFields(framework: OpenFramework | null, held: EntryBody | null): readonly FieldMaker[] {
  const says = held?.kind === 'judgement' ? held.says : null;
  return [
    select({
      name: 'type',
      label: 'Type of inspection',
      choices: choicesOf(inspectionTypes),
      value: says?.type ?? null,
    }),
    text({
      name: 'subject',
      label: 'What was inspected?',
      hint: 'For example, “Children’s services”.',
      value: says?.subject ?? null,
    }),
    text({
      name: 'unit',
      label: 'Which part, if it was not the whole?',
      hint: 'For example, the name of a hospital site.',
      value: says?.unit ?? null,
    }),
    dayBoxes({
      name: 'startedOn',
      label: 'First day of the visit',
      hint: 'As exactly as it is known: a year alone will do.',
      value: says?.startedOn ?? null,
    }),
    dayBoxes({ name: 'endedOn', label: 'Last day of the visit', value: says?.endedOn ?? null }),
    dayBoxes({ name: 'publishedOn', label: 'When was it published?', value: says?.publishedOn ?? null }),
    ...(framework?.areas ?? []).map(({ key, label, conditional, scaleId }, index) => {
      const said = says?.areas.find(({ area }) => area === key);
      const grades = (framework?.grades ?? []).filter((grade) => scaleId === null || grade.scaleId === scaleId);
      return select({
        name: areaField(index),
        label,
        hint: conditional ? 'Not every inspection judges this.' : null,
        any: conditional ? 'Not judged' : 'Select one',
        choices: [
          ...grades.map((grade) => ({ value: gradeValue(grade.scale, grade.key), text: grade.label })),
          ...Object.entries(gradeAbsences).map(([absence, words]) => ({
            value: absenceValue(absence),
            text: `No grade: ${words.charAt(0).toLowerCase()}${words.slice(1)}`,
          })),
        ],
        value: !said
          ? null
          : said.absence
            ? absenceValue(said.absence)
            : gradeValue(said.scale ?? '', said.grade ?? ''),
      });
    }),
    text({
      name: 'overallLabel',
      label: 'The overall judgement, word for word',
      hint: 'Leave it empty where the report gives none.',
      value: says?.overallLabel ?? null,
    }),
    prose({ name: 'headline', label: 'What the report says in short', value: says?.headline ?? null, rows: 4 }),
    text({ name: 'reportUrl', label: 'Address of the report', value: says?.reportUrl ?? null, type: 'url' }),
  ];
}

function factFields(kind: 'warning' | 'event', held: EntryBody | null): readonly FieldMaker[] {
  const warning = held?.kind === 'warning' ? held.says : null;
  const event = held?.kind === 'event' ? held.says : null;
  const says = warning ?? event;
  const dates = [
    dayBoxes({
      name: 'occurredOn',
      label: kind === 'warning' ? 'When could it be seen?' : 'When did it happen?',
      hint: 'As exactly as it is known: a year alone will do.',
      value: says?.occurredOn ?? null,
    }),
    dayBoxes({
      name: 'knownOn',
      label: 'When did it become known?',
      hint: 'The day on which anybody outside could first know it. Leave it empty if nobody knows: it is then shown with hindsight only.',
      value: says?.knownOn ?? null,
    }),
    prose({
      name: 'text',
      label: kind === 'warning' ? 'What could be seen?' : 'What happened?',
      value: says?.text ?? null,
    }),
  ];
  if (kind === 'event')
    return [
      select({ name: 'eventKind', label: 'Kind of event', choices: choicesOf(eventKinds), value: event?.kind ?? null }),
      ...dates,
      tick({
        name: 'significant',
        label: 'Does it stand out?',
        words: 'Show it among the main events of the timeline',
        value: event?.significant ?? false,
      }),
    ];
  return [
    select({
      name: 'warningKind',
      label: 'What was it seen in?',
      choices: choicesOf(warningKinds),
      value: warning?.kind ?? null,
    }),
    ...dates,
    dayBoxes({ name: 'respondedOn', label: 'When was it answered, if it was?', value: warning?.respondedOn ?? null }),
    prose({ name: 'response', label: 'What was done about it?', value: warning?.response ?? null, rows: 3 }),
  ];
}

type Said = {
  readonly framework: OpenFramework | null;
  readonly said: EntryBody | null;
  readonly held: ProgrammeEntryBody | null;
  readonly claims: readonly ClaimChoice[];
};

function fieldsOf(kind: EntryKind, { framework, said, held, claims }: Said): readonly FieldMaker[] {
  if (isProgrammeKind(kind)) return programmeFields(kind, said && isOfProgramme(said) ? said : held, claims);
  return kind === 'judgement' ? judgementFields(framework, said) : factFields(kind, said);
}

type HeldSource = { readonly ref: string; readonly page: string | null; readonly quote: string | null };

const sourceFields = (held: HeldSource | null): readonly FieldMaker[] => [
  text({
    name: 'source',
    label: 'Which source says so?',
    hint: 'Its reference, such as SO-0012. Put it on the record first if it is not there.',
    value: held?.ref ?? null,
    width: 10,
  }),
  text({ name: 'sourcePage', label: 'On which page?', value: held?.page ?? null, width: 10 }),
  text({
    name: 'sourceQuote',
    label: 'What does it say, word for word?',
    hint: '40 words at most.',
    value: held?.quote ?? null,
  }),
];

export type EntryFormPage = PageFacts & {
  readonly heading: string;
  readonly caption: string;
  readonly intro: string;
  readonly form: FormModel;
};

type Wanted = {
  readonly body: Body;
  readonly kind: EntryKind;
  readonly framework: OpenFramework | null;
  readonly row?: EntryRow | null;
  /** The programme that it is about, with its claims. */
  readonly programme?: { readonly slug: string; readonly name: string; readonly claims: readonly ClaimChoice[] } | null;
  /** What a fact says that it puts right. */
  readonly held?: ProgrammeEntryBody | null;
  readonly tried?: Tried;
  /** Somebody saved it meanwhile, at that moment. */
  readonly stale?: { readonly at: string } | null;
};

export function entryFormPage({
  body,
  kind,
  framework,
  row = null,
  programme = null,
  held = null,
  tried = null,
  stale = null,
}: Wanted): EntryFormPage {
  const said = row ? bodyOf(row) : null;
  const about = said && isOfProgramme(said) ? said : held;
  const source = row ? { ref: row.sourceRef, page: row.sourcePage, quote: row.sourceQuote } : null;
  const fields = [
    ...fieldsOf(kind, { framework, said, held, claims: programme?.claims ?? [] }),
    ...sourceFields(source),
  ];
  const merged =
    tried && stale
      ? mergeConflict({ thing: 'entry', at: stale.at, fields, posted: tried.posted, was: readWas(tried.posted) })
      : tried;
  const model = form({
    action: row ? entryPaths.edit(row.ref) : programme ? entryPaths.ofProgramme(programme.slug) : entryPaths.begin(),
    button: 'Save it for another to publish',
    tried: merged,
    version: row?.version ?? null,
    merges: row !== null,
    hidden: {
      kind,
      organisation: body.slug,
      ...(framework ? { framework: framework.key } : {}),
      ...(programme ? { programme: programme.slug } : {}),
      ...(about?.says.replaces ? { replaces: about.says.replaces } : {}),
    },
    cancel: { text: 'Cancel', href: row ? entryPaths.show(row.ref) : entryPaths.index() },
    fields,
  });
  const heading = row ? `Change ${row.ref}` : entryKinds[kind];
  return {
    title: `${heading}: ${programme?.name ?? body.name}`,
    heading,
    caption: programme?.name ?? (framework ? `${body.name}. ${framework.title}` : body.name),
    intro: 'Nothing of it is public before another record keeper has read the source and published it.',
    breadcrumbs: row ? [...entryCrumbs, { text: row.ref, href: entryPaths.show(row.ref) }] : entryCrumbs,
    hasForm: true,
    errors: model.errors,
    form: model,
  };
}
