import { organisationKinds } from '../../../vocabulary/domain/organisation-kinds.js';
import { organisationLinkTypes } from '../../../vocabulary/domain/organisation-link-types.js';
import { regions } from '../../../vocabulary/domain/regions.js';
import { sectors } from '../../../vocabulary/domain/sectors.js';
import { publish, usualPolicy } from '../../../measures/domain/disclosure.js';
import { dayOfMoment, whenIn } from './dates.js';
import type { CodeRow, HeadcountRow, PackageLinkRow, PackageOrganisationRow } from './package-record.js';
import { notRecorded, type PackageTable, packageTable, whenColumns } from './package-table.js';

type Body = PackageOrganisationRow & {
  readonly codes: readonly CodeRow[];
  readonly headcount: HeadcountRow | null;
  /** Whether an episode of the cohort is of it, or it is only linked with such a body. */
  readonly isOwn: boolean;
};

const staffOf = ({ headcount }: Body) => publish({ value: headcount?.value ?? null }, usualPolicy, 'public');

/** Bodies of the episodes, and those that they are linked with. */
export const organisationsTable = (bodies: readonly Body[]): PackageTable =>
  packageTable<Body>(
    {
      name: 'organisations',
      title: 'Organisations',
      rowIs: 'An organisation: of an episode, or linked with one of those',
      key: ['organisation'],
      references: [],
      columns: [
        { name: 'organisation', type: 'text', is: 'Its reference on this record', value: ({ ref }) => ref },
        { name: 'name', type: 'text', is: 'Its official name, or the latest that is known', value: ({ name }) => name },
        {
          name: 'of_an_episode',
          type: 'yesno',
          is: 'Whether an episode of this package is of it; otherwise it is linked with such a body',
          value: ({ isOwn }) => String(isOwn),
        },
        {
          name: 'kind',
          type: 'code',
          is: 'What kind of body it is',
          codes: organisationKinds,
          value: ({ kind }) => kind,
        },
        { name: 'sector', type: 'code', is: 'Its sector', codes: sectors, value: ({ sector }) => sector },
        {
          name: 'region',
          type: 'code',
          is: 'The region or nation in which it works',
          codes: regions,
          value: ({ region }) => region,
          missing: notRecorded,
        },
        {
          name: 'codes',
          type: 'text',
          is: 'Its codes in public registers, scheme:value, with semicolons between',
          value: ({ codes }) => codes.map(({ scheme, value }) => `${scheme}:${value}`).join('; ') || null,
          missing: notRecorded,
        },
        ...whenColumns<Body>('opened_on', 'When it began', ({ openedOn }) => whenIn(openedOn), notRecorded),
        ...whenColumns<Body>(
          'closed_on',
          'When it ended',
          ({ closedOn }) => whenIn(closedOn),
          () => 'not yet',
        ),
        {
          name: 'staff',
          type: 'whole',
          is: 'The newest count of people who work for it',
          value: (row) => {
            const shown = staffOf(row);
            return shown.is === 'number' ? shown.value : null;
          },
          missing: (row) => (row.headcount === null ? 'not recorded' : 'suppressed'),
        },
        {
          name: 'address',
          type: 'text',
          is: 'Its page on this record, without the name of the site',
          value: ({ slug }) => `/organisations/${slug}`,
        },
        {
          name: 'recorded_on',
          type: 'date',
          is: 'The day on which this record got it',
          value: ({ recordedAt }) => dayOfMoment(recordedAt),
        },
      ],
    },
    bodies,
  );

type Link = PackageLinkRow & { readonly from: string; readonly to: string };

/** How bodies follow one another, in the words of the record. */
export const linksTable = (links: readonly Link[]): PackageTable =>
  packageTable<Link>(
    {
      name: 'links',
      title: 'Links between organisations',
      rowIs: 'A relation: the first organisation is related to the second as the type says',
      key: ['link'],
      references: [
        { column: 'from_organisation', table: 'organisations', to: 'organisation' },
        { column: 'to_organisation', table: 'organisations', to: 'organisation' },
      ],
      columns: [
        { name: 'link', type: 'text', is: 'The name of this row on this record', value: ({ id }) => id },
        { name: 'from_organisation', type: 'text', is: 'The first organisation', value: ({ from }) => from },
        { name: 'to_organisation', type: 'text', is: 'The second organisation', value: ({ to }) => to },
        {
          name: 'type',
          type: 'code',
          is: 'How the first is related to the second',
          codes: organisationLinkTypes,
          value: ({ type }) => type,
        },
        ...whenColumns<Link>('on', 'Since when', ({ onDate }) => whenIn(onDate), notRecorded),
        {
          name: 'verified',
          type: 'yesno',
          is: 'Whether somebody read its source and found it to say so',
          value: ({ verified }) => String(verified === 1),
        },
        {
          name: 'recorded_on',
          type: 'date',
          is: 'The day on which this record got it',
          value: ({ recordedAt }) => dayOfMoment(recordedAt),
        },
      ],
    },
    links,
  );
