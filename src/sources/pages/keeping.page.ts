import { historyPaths } from '../../overview/pages/history.paths.js';
import { conflict } from '../../shell/form/conflict.js';
import {
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
import { textOf } from '../../shell/form/posted.js';
import type { PageFacts } from '../../shell/layout.js';
import { type Link, outsideHref } from '../../shell/links.js';
import { type KeptSourceRow } from '../data/keeping-sources.queries.js';
import {
  type CheckRefusal,
  checkVerdicts,
  type EditRefusal,
  type SourceEdit,
  type WithdrawalRefusal,
} from '../domain/source-edit.js';
import { sourceKinds } from '../domain/source-kinds.js';
import { sourcePaths } from './sources.paths.js';

const choicesOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, words]) => ({ value, text: words }));

/** Somebody saved it meanwhile, at that moment. */
export type Stale = { readonly at: string } | null;

export type KeepingPage = PageFacts & {
  readonly heading: string;
  readonly caption: string | null;
  readonly intro: string;
  /** The source itself, for whoever is about to read it. */
  readonly outside: Link | null;
  readonly form: FormModel;
};

const describingFields = (held: Partial<SourceEdit>): readonly FieldMaker[] => [
  text({ name: 'title', label: 'Title', hint: 'As it stands on the source itself.', value: held.title ?? null }),
  select({ name: 'kind', label: 'Kind of source', choices: choicesOf(sourceKinds), value: held.kind ?? null }),
  text({ name: 'publisher', label: 'Publisher', value: held.publisher ?? null }),
  text({
    name: 'author',
    label: 'Author, if it names one',
    hint: 'Only people who published it under their name.',
    value: held.author ?? null,
  }),
  dayBoxes({
    name: 'publishedOn',
    label: 'When was it published?',
    hint: 'As exactly as it is known: a year alone will do.',
    value: held.publishedOn ?? null,
  }),
  text({ name: 'url', label: 'Address', hint: 'Begins with https://', value: held.url ?? null, type: 'url' }),
  text({
    name: 'archiveUrl',
    label: 'Address of a copy that stays',
    hint: 'For example, at web.archive.org.',
    value: held.archiveUrl ?? null,
    type: 'url',
  }),
  dayBoxes({ name: 'accessedOn', label: 'When was it looked at?', value: held.accessedOn ?? null }),
  text({ name: 'licence', label: 'Licence', hint: 'For example, OGL v3.0.', value: held.licence ?? null }),
  prose({
    name: 'supports',
    label: 'What is it used for?',
    hint: 'Which facts of this record rest on it.',
    value: held.supports ?? null,
    rows: 3,
  }),
];

export const writingMessages: Readonly<
  Record<Exclude<EditRefusal, 'not-found' | 'stale' | 'withdrawn'>, Readonly<Record<string, string>>>
> = {
  'published-after-today': { publishedOn: 'Date it was published must be today or in the past' },
  'looked-at-after-today': { accessedOn: 'Date it was looked at must be today or in the past' },
  'already-there': { url: 'A source with this address is on the record already. Use that one' },
};

export const checkMessages: Readonly<
  Record<Exclude<CheckRefusal, 'not-found' | 'stale' | 'withdrawn' | 'own-entry'>, Readonly<Record<string, string>>>
> = {
  'read-after-today': { readOn: 'Date you read it must be today or in the past' },
  'no-reason': { why: 'Enter what is wrong' },
};

export const withdrawalMessages: Readonly<
  Record<Exclude<WithdrawalRefusal, 'not-found' | 'stale' | 'withdrawn'>, Readonly<Record<string, string>>>
> = {
  'facts-rest-on-it': { instead: 'Facts rest on it. Enter the reference of the source that takes its place' },
  'no-such-source': { instead: 'Enter the reference of a source that is on the record, such as SO-0012' },
  itself: { instead: 'Enter the reference of another source than this one' },
  'is-withdrawn-too': { instead: 'That source was withdrawn too. Enter the reference of one that stands' },
};

const notAnAddress = 'Enter an address that begins with https:// or http://';

/** Addresses that no link may lead to, as messages at their fields. */
export const addressErrors = ({ url, archiveUrl }: Pick<SourceEdit, 'url' | 'archiveUrl'>) => ({
  ...(url !== null && !outsideHref(url) ? { url: notAnAddress } : {}),
  ...(archiveUrl !== null && !outsideHref(archiveUrl) ? { archiveUrl: notAnAddress } : {}),
});

export const personalWords =
  'This looks like it could identify a person. Take out names, dates of birth and case numbers';

export const ownEntry =
  'Somebody else must check a source than whoever wrote it down or last changed it. Another record keeper can do this.';

const crumbs: readonly Link[] = [{ text: 'Sources', href: sourcePaths.index() }];

export function newSourcePage(tried: Tried = null): KeepingPage {
  const model = form({
    action: sourcePaths.add(),
    button: 'Put it on the record',
    tried,
    cancel: { text: 'Cancel', href: sourcePaths.index() },
    fields: describingFields({}),
  });
  return {
    title: 'Put a source on the record',
    heading: 'Put a source on the record',
    caption: null,
    intro:
      'It is public as soon as it is saved, and marked “Not verified” until somebody else has read it. Look first whether it is there already.',
    outside: null,
    breadcrumbs: crumbs,
    hasForm: true,
    errors: model.errors,
    form: model,
  };
}

type Wanted = { readonly tried?: Tried; readonly stale?: Stale };

export function editSourcePage(row: KeptSourceRow, { tried = null, stale = null }: Wanted = {}): KeepingPage {
  const fields = describingFields(row);
  const merged =
    tried && stale
      ? mergeConflict({ thing: 'source', at: stale.at, fields, posted: tried.posted, was: readWas(tried.posted) })
      : tried;
  const model = form({
    action: sourcePaths.edit(row.ref),
    button: 'Save',
    tried: merged,
    version: row.version,
    merges: true,
    cancel: { text: 'Cancel', href: sourcePaths.show(row.ref) },
    fields,
  });
  return around(row, {
    what: 'Change what is said of a source',
    intro:
      'What you save is public at once, and the history keeps what was said before. A new title, publisher, date or address makes it a source that nobody has read yet.',
    model,
  });
}

export function checkSourcePage(row: KeptSourceRow, { tried = null, stale = null }: Wanted = {}): KeepingPage {
  const rows = [
    {
      label: 'Does it say what it is used for?',
      saved: row.verified === 1 ? checkVerdicts.stands : 'Not verified',
      typed: tried ? (checkVerdicts[textOf(tried.posted, 'verdict') as keyof typeof checkVerdicts] ?? null) : null,
    },
  ];
  const model = form({
    action: sourcePaths.check(row.ref),
    button: 'Save',
    tried: tried && stale ? { ...tried, conflict: conflict({ thing: 'source', at: stale.at, rows }) } : tried,
    version: row.version,
    cancel: { text: 'Cancel', href: sourcePaths.show(row.ref) },
    fields: [
      radios({
        name: 'verdict',
        label: 'Does it say what it is used for?',
        hint: row.supports === null ? 'Look at the facts that rest on it.' : row.supports,
        choices: choicesOf(checkVerdicts),
        value: null,
      }),
      dayBoxes({ name: 'readOn', label: 'When did you read it?', value: null }),
      prose({ name: 'why', label: 'What is wrong, if it does not', value: null, rows: 3 }),
    ],
  });
  return around(row, {
    what: 'Check a source',
    intro: 'Read it, and look at each fact that rests on it. Whoever wrote it down cannot check it.',
    model,
  });
}

export function withdrawSourcePage(row: KeptSourceRow, { tried = null, stale = null }: Wanted = {}): KeepingPage {
  const rows = [
    { label: 'Title', saved: row.title, typed: row.title },
    { label: 'Why is it withdrawn?', saved: null, typed: tried ? textOf(tried.posted, 'why') : null },
  ];
  const model = form({
    action: sourcePaths.withdrawal(row.ref),
    button: 'Withdraw it',
    isWarning: true,
    tried: tried && stale ? { ...tried, conflict: conflict({ thing: 'source', at: stale.at, rows }) } : tried,
    version: row.version,
    cancel: { text: 'Cancel', href: sourcePaths.show(row.ref) },
    fields: [
      prose({ name: 'why', label: 'Why is it withdrawn?', hint: 'The history keeps it.', value: null, rows: 3 }),
      text({
        name: 'instead',
        label: 'Which source takes its place?',
        hint: 'Its reference, such as SO-0012. Every fact that rests on this one will rest on that one. Leave it empty only if no fact rests on it.',
        value: null,
        width: 10,
      }),
    ],
  });
  return around(row, {
    what: 'Withdraw a source',
    intro:
      'It is no longer shown. Its address leads to the source that takes its place, and the history keeps what was said of it. Nothing is deleted.',
    model,
  });
}

const around = (
  row: KeptSourceRow,
  { what, intro, model }: { readonly what: string; readonly intro: string; readonly model: FormModel },
): KeepingPage => {
  const outside = outsideHref(row.url);
  return {
    title: `${what}: ${row.title}`,
    heading: what,
    caption: `${row.ref}: ${row.title}`,
    intro,
    outside: outside ? { text: outside, href: outside } : null,
    breadcrumbs: [...crumbs, { text: row.ref, href: sourcePaths.show(row.ref) }],
    hasForm: true,
    errors: model.errors,
    historyHref: historyPaths.of('source', row.ref),
    form: model,
  };
};
