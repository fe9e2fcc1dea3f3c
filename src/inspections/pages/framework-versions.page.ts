import { type CalendarDay, day } from '../../kernel/calendar-day.js';
import {
  checkboxes,
  dayBoxes,
  type FieldMaker,
  form,
  type FormModel,
  prose,
  radios,
  select,
  text,
  type Tried,
} from '../../shell/form/form.js';
import { readWas } from '../../shell/form/held.js';
import { mergeConflict } from '../../shell/form/merging.js';
import { formatCount, formatDay, formatList, formatMoment, plural } from '../../shell/format.js';
import { saidAfter } from '../../shell/said.js';
import { type Table, tableHead } from '../../shell/table.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { nationKeys, nations } from '../../vocabulary/domain/nations.js';
import { type Sector, sectors } from '../../vocabulary/domain/sectors.js';
import type { ClosingRow, DraftRow, InspectorateRow, ScaleRow } from '../data/framework-drafts.queries.js';
import type { FrameworkListRow } from '../data/framework-pages.row.js';
import { describeFailureRule, type FailureRule } from '../domain/failure-rule.js';
import { areasOf, type FailingKind, mostAreas, testsOf, type VersionContent } from '../domain/framework-version.js';
import type { ClosingRefusal, CopiedVersion, DraftRefusal } from '../framework-versions.service.js';
import { codesIn, sectorsIn, yearsInUse } from './framework-words.js';
import { frameworkPaths } from './frameworks.paths.js';
import { versionPaths } from './framework-versions.paths.js';
import type { Block, Sheet } from './sheet.js';

type Messages = Readonly<Record<string, string>>;

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
  'rule-needs-failing-grades': { failing: 'Select another rule: this scale has no failing grade' },
};

export const closingMessages: Readonly<Record<Exclude<ClosingRefusal, 'not-found' | 'stale'>, Messages>> = {
  'ends-already': { closesOn: 'Its last day comes with the service and cannot be changed here' },
  'ends-before-it-starts': { closesOn: 'Last day of use must be the same as or after its first day' },
};

export const addressMessage: Messages = { sourceUrl: 'Address must begin with https:// or http://' };

const sentences = {
  added: 'The version is kept as a draft. Another administrator must agree it before inspectors can use it.',
  changed: 'The draft was saved. Another administrator must agree it as it now stands.',
  agreed: 'The version is agreed. It is public and inspectors can choose it.',
  dropped: 'The draft was given up. Nothing of it is public.',
  closed: 'The last day of use was saved.',
};

type Query = Readonly<Record<string, unknown>>;
const caption = 'Running the service';
const home = { text: 'Framework versions', href: versionPaths.index() };
const bare = { caption, stamp: null, done: null };

const stateOf = ({ effectiveFrom, effectiveTo }: FrameworkListRow, today: CalendarDay) => {
  if (effectiveTo !== null && effectiveTo < today.slice(0, effectiveTo.length))
    return { text: 'No longer in use', colour: 'grey' as const };
  if (effectiveFrom !== null && effectiveFrom > today) return { text: 'Not in use yet', colour: 'yellow' as const };
  return { text: 'In use', colour: 'turquoise' as const };
};

const draftsTable = (drafts: readonly DraftRow[], names: ReadonlyMap<string, string>): Table => ({
  id: 'drafts',
  caption: 'Drafts that wait for a second administrator',
  captionHidden: true,
  head: tableHead(['Version', 'Inspectorate', 'Saved by'].map((heading) => ({ text: heading }))),
  rows: drafts.map((draft) => ({
    cells: [
      {
        header: true,
        text: (JSON.parse(draft.content) as VersionContent).title,
        href: versionPaths.draft(draft.id),
        tag: { text: 'Draft', colour: 'yellow' },
      },
      { text: draft.inspectorate },
      { text: names.get(draft.savedBy) ?? draft.savedBy, note: formatMoment(draft.savedAt) },
    ],
  })),
  empty: { text: 'No draft waits.' },
});

/** Every version, and what waits to become one. */
export function versionsPage({
  drafts,
  versions,
  names,
  today,
  query,
}: {
  readonly drafts: readonly DraftRow[];
  readonly versions: readonly FrameworkListRow[];
  readonly names: ReadonlyMap<string, string>;
  readonly today: CalendarDay;
  readonly query: Query;
}): Sheet {
  return {
    ...bare,
    title: 'Framework versions',
    done: saidAfter(query, sentences),
    blocks: [
      {
        id: 'how',
        paragraphs: [
          'A version that is in use is never edited: what was judged by it keeps its words. To change a framework, copy the version in use, change the copy, and have another administrator agree it. Then close the old one. Old versions stay readable.',
        ],
        links: [{ text: 'Add a version without copying', href: versionPaths.new() }],
      },
      { id: 'waiting', heading: 'Drafts', table: draftsTable(drafts, names) },
      {
        id: 'all',
        heading: `${plural(versions.length, 'version')} on the record`,
        table: {
          id: 'versions',
          caption: 'Versions on the record',
          captionHidden: true,
          head: tableHead(['Version', 'Inspectorate', 'Used', 'State'].map((heading) => ({ text: heading }))),
          rows: versions.map((version) => ({
            cells: [
              { header: true, text: version.title, href: versionPaths.version(version.key) },
              { text: version.inspectorate },
              { text: yearsInUse(version) },
              { tag: stateOf(version, today) },
            ],
          })),
          empty: { text: 'No framework is on the record.' },
        },
      },
    ],
  };
}

/** One version: read it, copy it, close it. */
export function versionPage({
  version,
  closing,
  names,
  today,
  query,
  tried = null,
}: {
  readonly version: FrameworkListRow;
  readonly closing: ClosingRow | null;
  readonly names: ReadonlyMap<string, string>;
  readonly today: CalendarDay;
  readonly query: Query;
  readonly tried?: Tried;
}): Sheet {
  const mayClose = version.effectiveTo === null || closing !== null;
  const model = mayClose
    ? form({
        action: versionPaths.closing(version.key),
        button: closing ? 'Change the last day' : 'Close this version',
        isWarning: true,
        tried,
        hidden: { known: version.effectiveTo ?? '' },
        fields: [
          dayBoxes({
            name: 'closesOn',
            label: 'Last day of use',
            hint: 'For example, 31 3 2027',
            value: closing?.closesOn ?? null,
          }),
          prose({ name: 'reason', label: 'Why it is no longer used', rows: 3 }),
        ],
      })
    : null;
  return {
    ...bare,
    title: version.title,
    breadcrumbs: [home],
    errors: model?.errors ?? [],
    done: saidAfter(query, sentences),
    blocks: [
      {
        id: 'facts',
        summary: {
          rows: [
            { label: 'Inspectorate', text: version.inspectorate },
            { label: 'Used', text: yearsInUse(version) },
            { label: 'State', tag: stateOf(version, today) },
            ...(closing
              ? [
                  {
                    label: 'Closed by',
                    text: names.get(closing.closedBy) ?? closing.closedBy,
                    note: closing.reason,
                  },
                ]
              : []),
          ],
        },
        links: [
          { text: 'Read this version as everybody does', href: frameworkPaths.show(version.key) },
          { text: 'Copy it to a new version', href: versionPaths.copy(version.key) },
        ],
      },
      {
        id: 'close',
        heading: 'Close this version',
        ...(model
          ? {
              paragraphs: ['It stays readable, and inspections by it keep it. Nothing else about it can be changed.'],
              form: model,
            }
          : { empty: { text: 'Its last day comes with the service and cannot be changed here.' } }),
      },
    ],
  };
}

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

const gradesOf = ({ grades, failing }: ScaleRow): string =>
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
      choices: scales.map((scale) => ({ value: scale.id, text: `${scale.label}: ${gradesOf(scale)}` })),
      value: content.scaleId,
    }),
    radios({
      name: 'failing',
      label: 'What it makes a failure',
      choices: kinds.map((value) => ({ value, ...kindWords[value] })),
      value: content.failing,
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

type Shown = {
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

/** What a draft makes a failure, in the words that its public page will have. */
function ruleOf({ content, base, scales }: Shown): FailureRule {
  const areas = areasOf(content, base);
  const scale = scales.find(({ id }) => id === content.scaleId);
  const { formal, serious } = testsOf(content, { areas, failing: (scale?.failing ?? []).map(({ key }) => key), base });
  const labels = new Map(areas.map(({ key, label }) => [key, label]));
  const grades = new Map(scales.flatMap(({ failing }) => failing.map(({ key, label }) => [key, label] as const)));
  return describeFailureRule(
    { anyOf: formal },
    { anyOf: serious },
    {
      area: (key) => labels.get(key) ?? key,
      grade: (key) => grades.get(key) ?? key,
      category: (key) => key,
    },
  );
}

const decidedWords: Readonly<Record<string, string>> = { agreed: 'Agreed', dropped: 'Given up' };

export function draftPage({
  reader,
  others,
  names,
  query,
  problem = null,
  ...shown
}: Shown & {
  /** The reference of whoever reads. */
  readonly reader: string;
  /** Who else could agree it. */
  readonly others: readonly string[];
  readonly names: ReadonlyMap<string, string>;
  readonly query: Query;
  readonly problem?: string | null;
}): Sheet {
  const { draft, content, scales } = shown;
  const nameOf = (ref: string): string => names.get(ref) ?? ref;
  const isOpen = draft.state === 'draft';
  return {
    ...bare,
    title: content.title,
    stamp: isOpen ? 'Draft: not offered to inspectors, not public' : (decidedWords[draft.state] ?? null),
    breadcrumbs: [home],
    errors: problem ? [{ text: problem, href: '#decide' }] : [],
    done: saidAfter(query, sentences),
    blocks: [
      {
        id: 'facts',
        summary: {
          rows: [
            { label: 'Inspectorate', text: draft.inspectorate },
            { label: 'Copied from', text: draft.baseTitle ?? 'Nothing' },
            { label: 'Address of its page', text: frameworkPaths.show(draft.key) },
            {
              label: 'Used',
              text: `From ${formatDay(content.effectiveFrom)}${content.effectiveTo ? ` to ${formatDay(content.effectiveTo)}` : ''}`,
            },
            { label: 'What is judged', text: content.unit },
            { label: 'Speaks of', text: episodeAreas[content.episodeArea] },
            { label: 'Where it is used', text: formatList([...content.countries]) },
            { label: 'Scale', text: scaleWords(shown) },
            {
              label: 'Action plan',
              text:
                content.planDays === null
                  ? draft.baseTitle
                    ? 'Deadlines as in the version copied'
                    : 'No deadline'
                  : `${formatCount(content.planDays)} working days after the report is received`,
            },
            { label: 'Note', text: content.note ?? 'None' },
            { label: 'Address of its text', text: content.sourceUrl ?? 'None' },
            { label: 'Saved by', text: nameOf(draft.savedBy), note: formatMoment(draft.savedAt) },
            ...(draft.decidedBy && draft.decidedAt
              ? [
                  {
                    label: decidedWords[draft.state] ?? draft.state,
                    text: nameOf(draft.decidedBy),
                    note: formatMoment(draft.decidedAt),
                  },
                ]
              : []),
          ],
        },
      },
      { id: 'headline', heading: 'Headline judgements', ...listed(content.headline, 'No headline judgement.') },
      { id: 'areas', heading: 'Other areas', ...listed(content.others, 'No other area.') },
      failureBlock(ruleOf({ ...shown, scales })),
      ...(isOpen ? decideBlocks(draft, { isMine: draft.savedBy === reader, others }) : becameBlocks(draft)),
    ],
  };
}

const scaleWords = ({ content, scales }: Shown): string => {
  const scale = scales.find(({ id }) => id === content.scaleId);
  return scale ? `${scale.label}: ${gradesOf(scale)}` : 'Not known';
};

const listed = (items: readonly string[], none: string): Pick<Block, 'list' | 'empty'> =>
  items.length > 0 ? { list: items } : { empty: { text: none } };

const failureBlock = ({ summary, tests, serious }: FailureRule): Block => ({
  id: 'failure',
  heading: 'What it makes a failure',
  paragraphs: [summary],
  list: [...tests, ...serious.map((test) => `Serious, and by itself no failure: ${test}`)],
});

const becameBlocks = ({ frameworkKey }: DraftRow): readonly Block[] =>
  frameworkKey
    ? [{ id: 'became', links: [{ text: 'Read the version', href: frameworkPaths.show(frameworkKey) }] }]
    : [];

function decideBlocks(
  draft: DraftRow,
  { isMine, others }: { readonly isMine: boolean; readonly others: readonly string[] },
): readonly Block[] {
  const agree: FormModel = form({
    action: versionPaths.agreement(draft.id),
    button: 'Agree this version',
    version: draft.version,
    fields: [],
  });
  return [
    {
      id: 'decide',
      heading: 'Agree it',
      ...(isMine
        ? { inset: { text: yourOwn(others) } }
        : {
            warning: 'When you agree it, it is public and inspectors can choose it. It cannot be edited afterwards.',
            form: agree,
          }),
      links: [{ text: 'Change the draft', href: versionPaths.edit(draft.id) }],
    },
    {
      id: 'drop',
      heading: 'Give it up',
      paragraphs: ['The trail keeps that there was a draft. Nothing of it becomes public.'],
      form: form({
        action: versionPaths.dropping(draft.id),
        button: 'Give up this draft',
        isWarning: true,
        version: draft.version,
        fields: [],
      }),
    },
  ];
}

export const yourOwn = (others: readonly string[]): string =>
  others.length > 0
    ? `You saved this draft last, so another administrator must agree it: ${formatList([...others])}.`
    : 'You saved this draft last, so another administrator must agree it. There is none yet: invite one.';

export const decisionProblems = {
  stale: 'Somebody changed this draft after you opened it. Read it as it now stands, then decide',
  'decided-already': 'This draft was decided already',
};

export const closingStale = (effectiveTo: string | null): string =>
  `Somebody changed the last day of this version meanwhile: it is now ${effectiveTo ? formatDay(day(effectiveTo)) : 'not set'}. Check it and save again`;
