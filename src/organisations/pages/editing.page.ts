import { historyPaths } from '../../overview/pages/history.paths.js';
import { readWas } from '../../shell/form/held.js';
import { mergeConflict } from '../../shell/form/merging.js';
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
import { formatList, formatPeriod } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { Notification } from '../../shell/parts.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { parsePeriod } from '../../kernel/period.js';
import { nations } from '../../vocabulary/domain/nations.js';
import { organisationKinds } from '../../vocabulary/domain/organisation-kinds.js';
import { regions } from '../../vocabulary/domain/regions.js';
import { sectors } from '../../vocabulary/domain/sectors.js';
import type { EditableOrganisationRow, PostRow } from '../data/editing.row.js';
import type { RenameRefusal } from '../domain/new-organisation.js';
import type { EditRefusal, OrganisationEdit } from '../domain/organisation-edit.js';
import { posts } from '../domain/posts.js';
import { organisationPaths } from './organisations.paths.js';

const choicesOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, words]) => ({ value, text: words }));

type Held = Partial<OrganisationEdit> & { readonly parentSlug?: string | null };

const describingFields = (held: Held): readonly FieldMaker[] => [
  select({ name: 'kind', label: 'Kind', choices: choicesOf(organisationKinds), value: held.kind ?? null }),
  text({
    name: 'kindText',
    label: 'Kind in its own words, if that says more',
    hint: 'For example, “Metropolitan borough council”.',
    value: held.kindText ?? null,
  }),
  select({ name: 'sector', label: 'Sector', choices: choicesOf(sectors), value: held.sector ?? null }),
  select({
    name: 'region',
    label: 'Region',
    choices: choicesOf(regions),
    value: held.region ?? null,
    any: 'Not known',
  }),
  text({
    name: 'country',
    label: 'Country',
    hint: `${formatList(Object.values(nations))}.`,
    value: held.country ?? null,
    width: 20,
  }),
  text({
    name: 'parent',
    label: 'Part of, if it belongs to another organisation',
    hint: 'The whole name of the other, its reference such as OR-0012, or the end of its address.',
    value: held.parentSlug ?? null,
  }),
  dayBoxes({
    name: 'openedOn',
    label: 'When did it open?',
    hint: 'As exactly as it is known: a year alone will do.',
    value: held.openedOn ?? null,
  }),
  dayBoxes({ name: 'closedOn', label: 'When did it close, if it has?', value: held.closedOn ?? null }),
  prose({
    name: 'statusNote',
    label: 'Its state in words, if there is more to say',
    value: held.statusNote ?? null,
    rows: 3,
  }),
  text({ name: 'website', label: 'Website', value: held.website ?? null, type: 'url' }),
  prose({
    name: 'aliases',
    label: 'Also called',
    hint: 'One name a line. Former official names are kept by renaming.',
    value: (held.aliases ?? []).join('\n'),
    rows: 3,
  }),
  prose({
    name: 'codes',
    label: 'Codes',
    hint: 'One a line: whose code it is and the code, such as “ons E08000017”.',
    value: (held.codes ?? []).join('\n'),
    rows: 3,
  }),
];

export const editMessages: Readonly<
  Record<Exclude<EditRefusal, 'not-found' | 'stale'>, Readonly<Record<string, string>>>
> = {
  'closed-before-opened': { closedOn: 'Date it closed must be the same as or after the date it opened' },
  'part-of-itself': { parent: 'An organisation cannot be part of itself. Enter the one above it' },
  'code-taken': { codes: 'Another organisation has one of these codes. Check them' },
};

export const unknownParent = 'Enter the name or reference of an organisation that is on the record';
export const notAWebsite = 'Enter a website that begins with https:// or http://';
export const oddCode = (line: string): string =>
  `“${line.slice(0, 60)}” is not a kind of code and a code. Write a line such as “ons E08000017”`;

export const renameMessages: Readonly<Record<Exclude<RenameRefusal, 'not-found' | 'stale'>, string>> = {
  'same-name': 'Enter another name than the one it has',
};

export type FormPage = PageFacts & {
  readonly heading: string;
  readonly caption: string | null;
  readonly intro: string;
  readonly form: FormModel;
};

export function registerPage(tried: Tried = null): FormPage {
  const model = form({
    action: organisationPaths.register(),
    button: 'Put it on the record',
    tried,
    cancel: { text: 'Cancel', href: organisationPaths.index() },
    fields: [text({ name: 'name', label: 'Official name' }), ...describingFields({})],
  });
  return {
    title: 'Put an organisation on the record',
    heading: 'Put an organisation on the record',
    caption: null,
    intro: 'It is public as soon as it is saved. Look first whether it is there already, under another name too.',
    breadcrumbs: [{ text: 'Organisations', href: organisationPaths.index() }],
    hasForm: true,
    errors: model.errors,
    form: model,
  };
}

export type EditPage = FormPage & {
  readonly said: Notification | null;
  readonly renaming: Link;
  readonly posts: Table;
  readonly addPost: Link;
};

/** A stale edit: what is saved now and when that was done. */
export type Stale = { readonly at: string } | null;

type EditWanted = {
  readonly row: EditableOrganisationRow;
  readonly held: OrganisationEdit;
  readonly posts: readonly PostRow[];
  readonly tried?: Tried;
  readonly stale?: Stale;
  readonly said?: Notification | null;
};

const triedAgainst = (
  fields: readonly FieldMaker[],
  { tried, stale, thing }: { tried: Tried; stale: Stale; thing: string },
): Tried =>
  tried && stale
    ? mergeConflict({ thing, at: stale.at, fields, posted: tried.posted, was: readWas(tried.posted) })
    : tried;

export function editPage({ row, held, posts: holders, tried = null, stale = null, said = null }: EditWanted): EditPage {
  const fields = describingFields({ ...held, parentSlug: row.parentSlug });
  const model = form({
    action: organisationPaths.edit(row.slug),
    button: 'Save',
    tried: triedAgainst(fields, { tried, stale, thing: 'organisation' }),
    version: row.version,
    merges: true,
    cancel: { text: 'Cancel', href: organisationPaths.show(row.slug) },
    fields,
  });
  return {
    title: `Change ${row.name}`,
    heading: `Change what is said of ${row.name}`,
    caption: row.ref,
    intro: 'What you save is public at once, and the history keeps what was said before.',
    breadcrumbs: breadcrumbsOf(row),
    hasForm: true,
    errors: model.errors,
    historyHref: historyPaths.of('organisation', row.ref),
    said,
    form: model,
    renaming: { text: 'Give it another official name', href: organisationPaths.rename(row.slug) },
    addPost: { text: 'Add a post', href: organisationPaths.newPost(row.slug) },
    posts: stacked({
      id: 'posts',
      caption: 'Posts held',
      captionHidden: true,
      head: tableHead([{ text: 'Post' }, { text: 'Held by' }, { text: 'From' }, { text: 'Until' }, { text: 'Notes' }]),
      rows: holders.map((post) => ({
        cells: [
          {
            text: posts[post.post as keyof typeof posts] ?? post.post,
            href: organisationPaths.post(row.slug, post.id),
            header: true,
          },
          { text: post.holderName ?? 'Not named' },
          { text: dateWords(post.startedOn) },
          { text: post.endedOn ? dateWords(post.endedOn) : 'No end on the record' },
          {
            text:
              [post.interim ? 'For the time being' : '', post.leavingPlanned ? 'Leaving is planned' : '']
                .filter(Boolean)
                .join(', ') || 'None',
          },
        ],
      })),
      empty: { text: 'No posts are on the record yet.' },
    }),
  };
}

const dateWords = (on: string | null): string => {
  const read = on ? parsePeriod(on) : null;
  return read ? formatPeriod(read) : 'Not known';
};

const breadcrumbsOf = ({ slug, name }: Pick<EditableOrganisationRow, 'slug' | 'name'>): readonly Link[] => [
  { text: 'Organisations', href: organisationPaths.index() },
  { text: name, href: organisationPaths.show(slug) },
];

export function renamePage(
  row: EditableOrganisationRow,
  { tried = null, stale = null }: { tried?: Tried; stale?: Stale } = {},
): FormPage {
  const fields = [
    text({ name: 'name', label: 'New official name', value: row.name }),
    dayBoxes({
      name: 'from',
      label: 'From when does it have this name?',
      hint: 'A year or a month will do.',
      value: null,
    }),
  ];
  const model = form({
    action: organisationPaths.rename(row.slug),
    button: 'Give it this name',
    tried: triedAgainst(fields, { tried, stale, thing: 'organisation' }),
    version: row.version,
    cancel: { text: 'Cancel', href: organisationPaths.edit(row.slug) },
    fields,
  });
  return {
    title: `Rename ${row.name}`,
    heading: `Rename ${row.name}`,
    caption: row.ref,
    intro:
      'The old name stays with its dates, and the old address leads to the new one. A successor is another organisation: do not rename for that.',
    breadcrumbs: [...breadcrumbsOf(row), { text: 'Change', href: organisationPaths.edit(row.slug) }],
    hasForm: true,
    errors: model.errors,
    form: model,
  };
}

const yesOrNo = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
];
const flagValue = (flag: number | null | undefined): string | null =>
  flag === null || flag === undefined ? null : flag === 1 ? 'yes' : 'no';

export const postMessages = { 'ended-before-started': 'Date it ended must be the same as or after the date it began' };

export function postPage(
  row: EditableOrganisationRow,
  {
    post,
    tried = null,
    stale = null,
  }: { readonly post: PostRow | null; readonly tried?: Tried; readonly stale?: Stale },
): FormPage {
  const fields = [
    select({ name: 'post', label: 'Post', choices: choicesOf(posts), value: post?.post ?? null }),
    text({
      name: 'holderName',
      label: 'Who holds it',
      hint: 'Only people at director level or above may be named. Leave it empty for anybody else.',
      value: post?.holderName ?? null,
    }),
    dayBoxes({
      name: 'startedOn',
      label: 'When did it begin?',
      hint: 'A year or a month will do.',
      value: post?.startedOn ?? null,
    }),
    dayBoxes({ name: 'endedOn', label: 'When did it end, if it has?', value: post?.endedOn ?? null }),
    radios({
      name: 'interim',
      label: 'Is it held for the time being only?',
      choices: yesOrNo,
      value: flagValue(post?.interim),
      inline: true,
    }),
    radios({
      name: 'leavingPlanned',
      label: 'Is it planned that they leave?',
      choices: yesOrNo,
      value: flagValue(post?.leavingPlanned),
      inline: true,
    }),
  ];
  const model = form({
    action: post ? organisationPaths.post(row.slug, post.id) : organisationPaths.newPost(row.slug),
    button: 'Save',
    tried: triedAgainst(fields, { tried, stale, thing: 'post' }),
    version: post?.version ?? 0,
    merges: true,
    cancel: { text: 'Cancel', href: organisationPaths.edit(row.slug) },
    fields,
  });
  const what = post ? 'Change a post' : 'Add a post';
  return {
    title: `${what}: ${row.name}`,
    heading: what,
    caption: row.name,
    intro:
      'Posts are on the record because changes at the top come before and after failure. Nothing is kept of people below director level.',
    breadcrumbs: [...breadcrumbsOf(row), { text: 'Change', href: organisationPaths.edit(row.slug) }],
    hasForm: true,
    errors: model.errors,
    historyHref: post ? historyPaths.of('post_holding', post.id) : null,
    form: model,
  };
}

export const editSaid: Readonly<Record<string, string>> = {
  saved: 'What you wrote is saved, and public.',
  renamed: 'It has its new name. The old one is kept with its dates, and the old address leads here.',
  'post-saved': 'The post is saved, and public.',
};
