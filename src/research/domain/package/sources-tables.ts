import { whenIn } from './dates.js';
import type { PackageCitationRow, PackageSourceRow } from './package-record.js';
import { notApplicable, notRecorded, type PackageTable, packageTable, whenColumns } from './package-table.js';

/** What the package rests on. */
export const sourcesTable = (sources: readonly PackageSourceRow[]): PackageTable =>
  packageTable<PackageSourceRow>(
    {
      name: 'sources',
      title: 'Sources',
      rowIs: 'A source that something in this package rests on',
      key: ['source'],
      references: [],
      columns: [
        { name: 'source', type: 'text', is: 'Its reference on this record', value: ({ ref }) => ref },
        { name: 'title', type: 'text', is: 'Its title', value: ({ title }) => title },
        {
          name: 'publisher',
          type: 'text',
          is: 'Who published it',
          value: (row) => row.publisher,
          missing: notRecorded,
        },
        { name: 'author', type: 'text', is: 'Who wrote it', value: ({ author }) => author, missing: notRecorded },
        ...whenColumns<PackageSourceRow>(
          'published_on',
          'When it was published',
          ({ publishedOn }) => whenIn(publishedOn),
          notRecorded,
        ),
        {
          name: 'accessed_on',
          type: 'date',
          is: 'When it was read',
          value: ({ accessedOn }) => accessedOn,
          missing: notRecorded,
        },
        { name: 'url', type: 'text', is: 'Where it is', value: ({ url }) => url, missing: notRecorded },
        {
          name: 'archive_url',
          type: 'text',
          is: 'Where a copy is kept',
          value: (row) => row.archiveUrl,
          missing: notRecorded,
        },
        {
          name: 'licence',
          type: 'text',
          is: 'Under which licence',
          value: ({ licence }) => licence,
          missing: notRecorded,
        },
        { name: 'kind', type: 'text', is: 'What kind of source it is, as a code', value: ({ kind }) => kind },
        {
          name: 'tier',
          type: 'text',
          is: 'How close to the fact it stands',
          value: ({ tier }) => tier,
          missing: notRecorded,
        },
        {
          name: 'verified',
          type: 'yesno',
          is: 'Whether somebody read it and found it to say so',
          value: ({ verified }) => String(verified === 1),
        },
      ],
    },
    sources,
  );

type Citation = PackageCitationRow & { readonly record: string; readonly nth: number };

/** What rests on what. */
export const citationsTable = (citations: readonly Citation[]): PackageTable =>
  packageTable<Citation>(
    {
      name: 'citations',
      title: 'Citations',
      rowIs: 'That something in this package rests on a source',
      key: ['record', 'nth'],
      references: [{ column: 'source', table: 'sources', to: 'source' }],
      columns: [
        { name: 'record', type: 'text', is: 'The reference of what rests on it', value: ({ record }) => record },
        { name: 'nth', type: 'whole', is: 'Which of its citations it is, from 1', value: ({ nth }) => nth },
        { name: 'record_kind', type: 'text', is: 'What that is, as a code', value: ({ recordKind }) => recordKind },
        { name: 'source', type: 'text', is: 'The source', value: ({ sourceRef }) => sourceRef },
        {
          name: 'part',
          type: 'text',
          is: 'Which part of it the source is for; empty: all of it',
          value: ({ field }) => field,
          missing: notApplicable,
        },
        { name: 'page', type: 'text', is: 'The page of the source', value: ({ page }) => page, missing: notRecorded },
        { name: 'paragraph', type: 'text', is: 'The paragraph', value: (row) => row.paragraph, missing: notRecorded },
      ],
    },
    citations,
  );

/** A fault that whoever reckons with the package must know. */
export type KnownFault = {
  readonly kind: keyof typeof faultKinds;
  readonly about: string;
  readonly text: string;
};

const faultKinds = {
  gap: 'Something that the record says is missing',
  conflict: 'Sources that disagree: the record shows each claim',
  rough_date: 'A date of an episode that is known only to a month, quarter or year',
  changed_scale: 'A recovery that was judged on another scale than the failure',
  not_timed: 'An episode that is not timed under a definition',
  qca: 'A condition that should not be calibrated without a second look',
} as const;

export const faultsTable = (faults: readonly KnownFault[]): PackageTable =>
  packageTable<KnownFault & { readonly fault: number }>(
    {
      name: 'known_faults',
      title: 'Known faults',
      rowIs: 'A fault of this package that is known',
      key: ['fault'],
      references: [],
      columns: [
        { name: 'fault', type: 'whole', is: 'The number of this row', value: ({ fault }) => fault },
        { name: 'kind', type: 'code', is: 'What kind of fault it is', codes: faultKinds, value: ({ kind }) => kind },
        { name: 'about', type: 'text', is: 'The reference of what it is about', value: ({ about }) => about },
        { name: 'text', type: 'text', is: 'The fault in words', value: ({ text }) => text },
      ],
    },
    faults
      .toSorted((a, b) => (faultKey(a) < faultKey(b) ? -1 : faultKey(a) > faultKey(b) ? 1 : 0))
      .map((fault, index) => ({ ...fault, fault: index + 1 })),
  );

const faultKey = ({ kind, about, text }: KnownFault): string => JSON.stringify([kind, about, text]);
