import { roleNames } from '../../access/domain/roles.js';
import { visibilities } from '../../interventions/domain/visibility.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import { formatList, formatMoment, formatPeriod, plural } from '../../shell/format.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { organisationKinds } from '../../vocabulary/domain/organisation-kinds.js';
import { organisationLinkTypes } from '../../vocabulary/domain/organisation-link-types.js';
import { regions } from '../../vocabulary/domain/regions.js';
import { sectors } from '../../vocabulary/domain/sectors.js';
import { warningKinds } from '../../vocabulary/domain/warning-kinds.js';
import { labelOf, postWords, spoken } from './dossier-words.page.js';

/** What the fields of an act are called. A field that is not here is shown only to those who see everything. */
const labels: Readonly<Record<string, string>> = {
  accessedOn: 'Looked at on',
  agreedOn: 'Agreed on',
  aliases: 'Also called',
  answer: 'Answer',
  archiveUrl: 'Address of a copy',
  area: 'Area',
  areas: 'Areas',
  author: 'Author',
  authority: 'By whom',
  cause: 'Cause',
  chair: 'Chairs',
  closedOn: 'Closed on',
  closeReason: 'Why it was closed',
  codes: 'Codes',
  country: 'Country',
  decision: 'Decision',
  dueOn: 'Due on',
  edition: 'Edition',
  effectiveFrom: 'In use from',
  effectiveTo: 'In use until',
  endedOn: 'Ended on',
  endReason: 'Why it ended',
  frameworkId: 'Framework',
  from: 'From',
  fromId: 'From',
  gaps: 'Not known',
  goodOn: 'Good again on',
  grade: 'Grade',
  gradeId: 'Grade',
  holderName: 'Who held it',
  inferred: 'Partly worked out',
  inspectorateId: 'Inspectorate',
  interim: 'For the time being',
  judgedOn: 'Date of the judgement',
  kind: 'Kind',
  kindText: 'Kind in its own words',
  knownOn: 'Known since',
  label: 'Word',
  leavingPlanned: 'Leaving is planned',
  legalBasis: 'Legal basis',
  level: 'Level',
  licence: 'Licence',
  metOn: 'Met on',
  name: 'Name',
  names: 'Names',
  note: 'Note',
  notFailingOn: 'Not failing since',
  on: 'Date',
  openedOn: 'Opened on',
  organisationId: 'Organisation',
  parentId: 'Part of',
  plannedEndOn: 'Planned end',
  post: 'Post',
  publishedOn: 'Published on',
  publisher: 'Publisher',
  reason: 'Reason',
  replacedById: 'What takes its place',
  recoveredOn: 'Recovered on',
  region: 'Region',
  reportUrl: 'Address of the report',
  response: 'Answer',
  shownText: 'Report',
  result: 'Result',
  role: 'Role',
  scheme: 'Kind of code',
  scope: 'Scope',
  sector: 'Sector',
  seenOn: 'Seen in post on',
  slug: 'Address',
  sources: 'Sources',
  startedOn: 'Started on',
  state: 'State',
  status: 'State',
  statusNote: 'State in words',
  summary: 'Summary',
  supports: 'What it is used for',
  text: 'Words',
  title: 'Title',
  to: 'Until',
  toId: 'To',
  topic: 'Topic',
  triggerOn: 'Trigger',
  type: 'Kind',
  url: 'Address',
  validTo: 'Valid until',
  value: 'Value',
  verified: 'Checked against the source',
  website: 'Website',
  why: 'Why',
};

/** What is about the line and not about the object. */
const aside: ReadonlySet<string> = new Set([
  'ref',
  'refs',
  'records',
  'subjects',
  'version',
  'id',
  'key',
  'position',
  'seal',
  'words',
  'judgements',
]);

const lists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  region: regions,
  role: roleNames,
  sector: sectors,
  post: postWords,
  visibility: visibilities,
};
const kindLists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  organisation: organisationKinds,
  organisation_link: organisationLinkTypes,
  warning_sign: warningKinds,
  failure_episode: episodeAreas,
};

export type HistoryChange = {
  readonly label: string;
  /** What it was; null where it was not there before, or where nobody wrote it down. */
  readonly before: string | null;
  readonly after: string;
};

type Fields = Readonly<Record<string, unknown>>;

type Wanted = {
  readonly entity: string;
  /** What ids stand for. */
  readonly names: ReadonlyMap<string, string>;
  /** Only fields that everybody may read, by their names in the list above. */
  readonly onlyKnown: boolean;
};

function readFields(text: string | null): Fields {
  if (text === null) return {};
  const value: unknown = JSON.parse(text);
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Fields;
  return value === null ? {} : { value };
}

const momentShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const idShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Every id that stands in the values of a line, to be asked what it stands for. */
export function idsIn(...texts: readonly (string | null)[]): readonly string[] {
  const found = texts.flatMap((text) => text?.match(/"[0-9a-f-]{36}"/g) ?? []);
  return [...new Set(found.map((quoted) => quoted.slice(1, -1)).filter((id) => idShape.test(id)))];
}

/** What an act changed, field by field in words. What stayed the same is left out. */
export function changesOf(
  { before, after }: { readonly before: string | null; readonly after: string | null },
  wanted: Wanted,
): readonly HistoryChange[] {
  const [was, is] = [readFields(before), readFields(after)];
  // Of an act that covered many there is only how many they were: it stands in its sentence.
  if ('records' in is) return [];
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (name) => !aside.has(name) && (!wanted.onlyKnown || Object.hasOwn(labels, name)),
  );
  return fields.flatMap((name) => {
    const words = (value: unknown): string => valueWords(name, value, wanted);
    const knewBefore = before !== null && name in was;
    const [old, now] = [words(was[name]), words(is[name])];
    if (old === now || (!knewBefore && now === nothing)) return [];
    return [{ label: labels[name] ?? spokenField(name), before: knewBefore ? old : null, after: now }];
  });
}

const nothing = 'Nothing';

/** "leaving planned" for `leavingPlanned`, with a capital letter. */
const spokenField = (name: string): string => spoken(name.replaceAll(/([A-Z])/g, '_$1').toLowerCase());

const isPeriod = (value: object): value is Period => 'start' in value && 'precision' in value;

function valueWords(name: string, value: unknown, wanted: Wanted): string {
  if (value === null || value === undefined || value === '') return nothing;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return numberWords(name, value);
  if (typeof value === 'string') return textWords(name, value, wanted);
  if (Array.isArray(value)) return listWords(name, value, wanted);
  if (typeof value !== 'object') return nothing;
  if (isPeriod(value)) return formatPeriod(value);
  const parts = Object.entries(value).filter(([part, held]) => held !== null && held !== '' && !aside.has(part));
  return parts.length === 0
    ? nothing
    : parts.map(([part, held]) => `${labels[part] ?? spokenField(part)}: ${valueWords(part, held, wanted)}`).join('; ');
}

const yesOrNo: ReadonlySet<string> = new Set(['verified', 'inferred', 'interim', 'leavingPlanned', 'chair']);

const numberWords = (name: string, value: number): string =>
  yesOrNo.has(name) ? (value === 1 ? 'Yes' : 'No') : String(value);

function textWords(name: string, value: string, { entity, names }: Wanted): string {
  if (idShape.test(value)) return names.get(value) ?? 'A record that is not shown here';
  const codes = lists[name] ?? (['kind', 'type', 'area'].includes(name) ? kindLists[entity] : undefined);
  if (codes && Object.hasOwn(codes, value)) return labelOf(codes, value);
  if (momentShape.test(value)) return formatMoment(value);
  const day = /On$|^on$|^from$|^to$|^effective|^valid/.test(name) ? parsePeriod(value) : null;
  return day ? formatPeriod(day) : value;
}

function listWords(name: string, values: readonly unknown[], wanted: Wanted): string {
  if (values.length === 0) return nothing;
  if (name === 'sources') return plural(values.length, 'source');
  const told = values.map((value) => valueWords(name, value, wanted));
  return values.every((value) => typeof value === 'string') ? formatList(told) : told.join(' · ');
}
