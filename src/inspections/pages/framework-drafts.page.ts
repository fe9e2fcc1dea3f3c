import {
  checkboxes,
  dayBoxes,
  type FieldMaker,
  form,
  prose,
  radios,
  select,
  text,
  type Tried,
} from '../../shell/form/form.js';
import { readWas } from '../../shell/form/held.js';
import { mergeConflict } from '../../shell/form/merging.js';
import { formatMoment } from '../../shell/format.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { nationKeys, nations } from '../../vocabulary/domain/nations.js';
import { type Sector, sectors } from '../../vocabulary/domain/sectors.js';
import type { DraftRow, InspectorateRow, ScaleRow } from '../data/framework-drafts.queries.js';
import { type FailingKind, mostAreas, type VersionContent } from '../domain/framework-version.js';
import type { CopiedVersion, DraftRefusal } from '../framework-versions.service.js';
import { versionPaths } from './framework-versions.paths.js';
import { codesIn, sectorsIn } from './framework-words.js';
import type { Sheet } from './sheet.js';
import { ownScaleId, gradeLines } from '../domain/own-scale.js';
import { recoveredRules, defaultRecoveredRule, recoveredRuleOf, type RecoveredRule } from '../domain/recovered-rule.js';
import { type Messages, home, bare } from './framework-frame.page.js';

export const draftMessages: Readonly<Record<DraftRefusal, Messages>> = {
  'no-such-inspectorate': { inspectorate: 'Select the inspectorate' },
  'no-such-base': { title: 'The version that this copies is no longer there. Start without copying' },
  'no-such-scale': { scale: 'Select the scale of its grades' },
  'named-already': { title: 'There is a version with this name and year already. Give it another name' },
  'ends-before-it-starts': { effectiveTo: 'Last day must be the same as or after the first day' },
  'no-areas': { headline: 'Enter at least one headline judgement or other area' },
  'too-many-areas': { others: `Enter no more than ${mostAreas} areas` },
  'area-too-long': { others: 'Each area must be 200 characters or less' },
  'area-twice': { others: 'Each area must be named only once, under the headline judgements or here' },
  'too-many-headlines': { headline: 'Enter no more than 2 headline judgements' },
  'rule-needs-a-base': { failing: 'Select another rule: there is no version copied to take it from' },
  'rule-needs-its-scale': {
    failing: 'Select another rule, or the scale of the version copied: its rule names the grades of that scale',
  },
  'rule-needs-its-areas': {
    failing: 'Select another rule: the rule of the version copied names an area that this version does not have',
  },
  'rule-needs-a-headline': { failing: 'Select another rule, or enter a headline judgement' },
  'recovery-needs-a-headline': { recoveredRule: 'Select another rule, or enter a headline judgement' },
  'rule-needs-failing-grades': { failing: 'Select another rule: this scale has no failing grade' },
};

export const addressMessage: Messages = { sourceUrl: 'Address must begin with https:// or http://' };

const kindWords: Readonly<Record<FailingKind, { readonly text: string; readonly hint: string }>> = {
  same: { text: 'The rule of the version copied', hint: 'Its areas and its scale must still be there.' },
  formal: {
    text: 'A formal test of the headline judgements',
    hint: 'A headline judgement in a failing grade is a formal failure; another area in a failing grade is serious.',
  },
  'by-area': {
    text: 'No formal test: by area',
    hint: 'Any area in a failing grade counts, and the record says that the text has no formal test.',
  },
  none: { text: 'No test of failure', hint: 'No judgement by it opens an episode.' },
};

export const gradesOf = ({ grades, failing }: ScaleRow): string =>
  grades.length === 0
    ? 'No grades'
    : `${grades.join(', ')}${failing.length > 0 ? ` (failing: ${failing.map(({ label }) => label).join(', ')})` : ''}`;

/** What the fields begin with: what is saved, or what is copied. */
export type Begun = {
  readonly content: Partial<VersionContent>;
  readonly isCopy: boolean;
};

export const begunFrom = (base: CopiedVersion | null): Begun => {
  if (!base) return { content: { unit: 'organisation' }, isCopy: false };
  const { row, areas } = base;
  const labels = (isOverall: number) => areas.filter((area) => area.isOverall === isOverall).map(({ label }) => label);
  return {
    content: {
      title: row.title,
      unit: row.unit,
      episodeArea: row.episodeArea as VersionContent['episodeArea'],
      sectors: sectorsIn(row.sectors),
      countries: codesIn(row.countries),
      headline: labels(1),
      others: labels(0),
      ...(row.scaleId ? { scaleId: row.scaleId } : {}),
      recoveredRule: recoveredRuleOf(row.recoveredRule),
      failing: 'same',
    },
    isCopy: true,
  };
};

function fieldsOf({ content, isCopy }: Begun, scales: readonly ScaleRow[]): readonly FieldMaker[] {
  const kinds = (Object.keys(kindWords) as FailingKind[]).filter((kind) => isCopy || kind !== 'same');
  return [
    text({
      name: 'title',
      label: 'Name of the version',
      hint: 'As the inspectorate calls it. The address of its page is made from it and the year of its first day.',
      value: content.title,
    }),
    dayBoxes({
      name: 'effectiveFrom',
      label: 'First day of use',
      hint: 'For example, 1 4 2027',
      value: content.effectiveFrom,
    }),
    dayBoxes({
      name: 'effectiveTo',
      label: 'Last day of use, if it is known',
      hint: 'For example, 31 3 2031',
      value: content.effectiveTo,
    }),
    text({
      name: 'unit',
      label: 'What is judged',
      hint: 'For example, organisation or school',
      value: content.unit,
      width: 20,
    }),
    select({
      name: 'episodeArea',
      label: 'Which part of the work it speaks of',
      hint: 'The area of an episode that a failing judgement opens.',
      choices: Object.entries(episodeAreas).map(([value, words]) => ({ value, text: words })),
      value: content.episodeArea,
    }),
    checkboxes({
      name: 'sectors',
      label: 'Services',
      choices: (Object.keys(sectors) as Sector[]).map((value) => ({ value, text: sectors[value] })),
      values: content.sectors ?? [],
    }),
    checkboxes({
      name: 'nations',
      label: 'Where it is used',
      choices: nationKeys.map((value) => ({ value, text: nations[value] })),
      values: nationKeys.filter((nation) => (content.countries ?? []).includes(nations[nation])),
    }),
    prose({
      name: 'headline',
      label: 'Headline judgements, one on each line',
      hint: 'None, one or two. An overall grade is never made up where there is none.',
      value: content.headline?.join('\n'),
      rows: 2,
    }),
    prose({
      name: 'others',
      label: 'Other areas, one on each line',
      hint: isCopy ? 'An area that is called as before keeps its own scale and when it applies.' : null,
      value: content.others?.join('\n'),
      rows: 6,
    }),
    select({
      name: 'scale',
      label: 'Scale of its grades',
      hint: 'The grades of each, from the worst to the best.',
      choices: [
        ...scales.map((scale) => ({ value: scale.id, text: `${scale.label}: ${gradesOf(scale)}` })),
        { value: ownScaleId, text: 'A new scale, which I write below' },
      ],
      value: content.scaleId,
    }),
    text({
      name: 'scaleName',
      label: 'Name of the new scale (only where it is new)',
      hint: 'For example, Five-point scale of 2027',
      value: content.ownScale?.label,
    }),
    prose({
      name: 'grades',
      label: 'Grades of the new scale, one on each line, from the worst to the best',
      hint: 'The name; its band (failing, below, meeting, exceeding or none); and “fails” where the inspectorate counts it as failing. For example: Urgent improvement; failing; fails',
      value: content.ownScale ? gradeLines(content.ownScale) : null,
      rows: 6,
    }),
    radios({
      name: 'failing',
      label: 'What it makes a failure',
      choices: kinds.map((value) => ({ value, ...kindWords[value] })),
      value: content.failing,
    }),
    radios({
      name: 'recoveredRule',
      label: 'When a case judged by it may be marked as recovered',
      hint: 'Besides this, intervention must be at level 2 or less, and a board or an inspectorate must have decided it.',
      choices: (Object.keys(recoveredRules) as RecoveredRule[]).map((value) => ({
        value,
        text: `When ${recoveredRules[value]}`,
        hint: value === defaultRecoveredRule ? 'What holds where a framework says nothing else.' : null,
      })),
      value: content.recoveredRule ?? defaultRecoveredRule,
    }),
    text({
      name: 'planDays',
      label: 'Working days from the report to the action plan',
      hint: isCopy
        ? 'Leave empty to keep all deadlines of the version copied. A number takes the place of all of them.'
        : 'Leave empty if it sets none.',
      value: content.planDays,
      width: 3,
      inputMode: 'numeric',
    }),
    prose({
      name: 'note',
      label: 'Note for readers',
      hint: 'Printed on its page under “Read with care”.',
      value: content.note,
      rows: 3,
    }),
    text({
      name: 'sourceUrl',
      label: 'Address of its text',
      hint: 'Begins with https://',
      type: 'url',
      value: content.sourceUrl,
    }),
  ];
}

/** A new version, plain or as a copy. */
export function newVersionPage({
  base,
  scales,
  inspectorates,
  tried = null,
}: {
  readonly base: CopiedVersion | null;
  readonly scales: readonly ScaleRow[];
  readonly inspectorates: readonly InspectorateRow[];
  readonly tried?: Tried;
}): Sheet {
  const model = form({
    action: versionPaths.new(),
    button: 'Keep as a draft',
    tried,
    hidden: base ? { copy: base.row.key } : {},
    fields: [
      ...(base
        ? []
        : [
            select({
              name: 'inspectorate',
              label: 'Inspectorate',
              choices: inspectorates.map(({ key, name }) => ({ value: key, text: name })),
            }),
          ]),
      ...fieldsOf(begunFrom(base), scales),
    ],
    cancel: { text: 'Cancel', href: versionPaths.index() },
  });
  return {
    ...bare,
    title: base ? `New version after ${base.row.title}` : 'New framework version',
    breadcrumbs: [home],
    errors: model.errors,
    blocks: [
      {
        id: 'begin',
        paragraphs: [
          base
            ? `Of ${base.row.inspectorate}. What is said about the version copied (kinds of inspection, categories, limiting rules, monitoring) comes with it, marked as not verified.`
            : 'It begins without kinds of inspection, categories and limiting rules. To have those, copy a version of the same inspectorate.',
        ],
        form: model,
      },
    ],
  };
}

export type Shown = {
  readonly draft: DraftRow;
  readonly content: VersionContent;
  readonly base: CopiedVersion | null;
  readonly scales: readonly ScaleRow[];
};

export function editPage({
  draft,
  content,
  base,
  scales,
  tried = null,
  isStale = false,
}: Shown & { readonly tried?: Tried; readonly isStale?: boolean }): Sheet {
  const fields = fieldsOf({ content, isCopy: base !== null }, scales);
  const shown =
    isStale && tried
      ? mergeConflict({
          thing: 'draft',
          at: formatMoment(draft.savedAt),
          fields,
          posted: tried.posted,
          was: readWas(tried.posted),
        })
      : tried;
  const model = form({
    action: versionPaths.edit(draft.id),
    button: 'Save the draft',
    tried: shown,
    version: draft.version,
    merges: true,
    fields,
    cancel: { text: 'Cancel', href: versionPaths.draft(draft.id) },
  });
  return {
    ...bare,
    title: `Change ${content.title}`,
    stamp: 'Draft: not offered to inspectors, not public',
    breadcrumbs: [home, { text: content.title, href: versionPaths.draft(draft.id) }],
    errors: model.errors,
    blocks: [{ id: 'change', form: model }],
  };
}
