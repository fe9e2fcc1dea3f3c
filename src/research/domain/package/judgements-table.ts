import { bands } from '../../../inspections/domain/grade-scale.js';
import { inspectionTypes } from '../../../vocabulary/domain/inspection-types.js';
import { gradeAbsences } from '../../../vocabulary/domain/not-rated-reasons.js';
import { dayOfMoment, whenIn } from './dates.js';
import type { PackageJudgementRow } from './package-record.js';
import { notApplicable, notRecorded, type PackageTable, packageTable, whenColumns } from './package-table.js';

type Judged = PackageJudgementRow & { readonly organisation: string };

const ungraded = ({ absence }: Judged) => (absence === null ? 'not recorded' : 'not applicable');

/** An area in an inspection, with the grade of its framework and the band that makes frameworks readable together. */
export const judgementsTable = (judgements: readonly Judged[]): PackageTable =>
  packageTable<Judged>(
    {
      name: 'judgements',
      title: 'Judgements',
      rowIs: 'An area in a published inspection of an organisation of an episode',
      key: ['inspection', 'position'],
      references: [{ column: 'organisation', table: 'organisations', to: 'organisation' }],
      columns: [
        {
          name: 'inspection',
          type: 'text',
          is: 'The inspection’s reference on this record',
          value: (row) => row.inspectionRef,
        },
        {
          name: 'position',
          type: 'whole',
          is: 'The place of the area in the inspection',
          value: ({ position }) => position,
        },
        {
          name: 'organisation',
          type: 'text',
          is: 'The organisation that was judged',
          value: ({ organisation }) => organisation,
        },
        { name: 'inspectorate', type: 'text', is: 'Who judged', value: ({ inspectorate }) => inspectorate },
        {
          name: 'framework',
          type: 'text',
          is: 'The version of the framework, by its key',
          value: ({ framework }) => framework,
          missing: notRecorded,
        },
        {
          name: 'framework_inferred',
          type: 'yesno',
          is: 'Whether the framework was worked out rather than read',
          value: ({ frameworkInferred }) => String(frameworkInferred === 1),
        },
        {
          name: 'inspection_type',
          type: 'code',
          is: 'What kind of inspection it was',
          codes: inspectionTypes,
          value: ({ inspectionType }) => inspectionType,
        },
        {
          name: 'area',
          type: 'text',
          is: 'The area, by its key in the framework',
          value: ({ area }) => area,
          missing: notRecorded,
        },
        {
          name: 'area_label',
          type: 'text',
          is: 'The area in the words of the report',
          value: ({ areaLabel }) => areaLabel,
        },
        {
          name: 'overall',
          type: 'yesno',
          is: 'Whether it is the headline of the inspection',
          value: ({ isOverall }) => String(isOverall === 1),
        },
        {
          name: 'unit',
          type: 'text',
          is: 'The service or site that it is of',
          value: ({ unit }) => unit,
          missing: notApplicable,
        },
        {
          name: 'scale',
          type: 'text',
          is: 'The version of the scale, by its key',
          value: ({ scale }) => scale,
          missing: ungraded,
        },
        {
          name: 'label',
          type: 'text',
          is: 'The grade in the words of the report',
          value: ({ label }) => label,
          missing: ungraded,
        },
        {
          name: 'ordinal',
          type: 'whole',
          is: 'The place of the grade on its scale, 1 the worst. Never compare it across scales',
          value: ({ ordinal }) => ordinal,
          missing: ungraded,
        },
        {
          name: 'band',
          type: 'code',
          is: 'The band in which this record puts the grade',
          codes: bands,
          value: ({ band }) => band,
          missing: ungraded,
        },
        {
          name: 'failing',
          type: 'yesno',
          is: 'Whether the grade is a failing one on its scale',
          value: ({ isFailing }) => (isFailing === null ? null : String(isFailing === 1)),
          missing: ungraded,
        },
        {
          name: 'absence',
          type: 'code',
          is: 'Why there is no grade',
          codes: gradeAbsences,
          value: ({ absence }) => absence,
          missing: ({ label }) => (label === null ? 'not recorded' : 'not applicable'),
        },
        ...whenColumns<Judged>(
          'started_on',
          'When the inspection began',
          ({ startedOn }) => whenIn(startedOn),
          notRecorded,
        ),
        ...whenColumns<Judged>('ended_on', 'When the inspection ended', ({ endedOn }) => whenIn(endedOn), notRecorded),
        ...whenColumns<Judged>(
          'published_on',
          'When it was published',
          ({ publishedOn }) => whenIn(publishedOn),
          notRecorded,
        ),
        ...whenColumns<Judged>(
          'judged_on',
          'The date that counts: its publication where that is known to the month, otherwise its last day',
          ({ judgedOn }) => whenIn(judgedOn),
          notRecorded,
        ),
        {
          name: 'edition',
          type: 'whole',
          is: 'How often it was published: above 1, it was corrected',
          value: ({ edition }) => edition,
        },
        {
          name: 'superseded_by',
          type: 'text',
          is: 'The later inspection that stands in its place',
          value: ({ supersededBy }) => supersededBy,
          missing: notApplicable,
        },
        {
          name: 'report',
          type: 'text',
          is: 'Where the report is',
          value: ({ reportUrl }) => reportUrl,
          missing: notRecorded,
        },
        {
          name: 'verified',
          type: 'yesno',
          is: 'Whether somebody read its source',
          value: ({ verified }) => String(verified === 1),
        },
        {
          name: 'inferred',
          type: 'yesno',
          is: 'Whether a part of it was worked out',
          value: ({ inferred }) => String(inferred === 1),
        },
        {
          name: 'recorded_on',
          type: 'date',
          is: 'The day on which this record got it',
          value: (row) => dayOfMoment(row.recordedAt),
        },
      ],
    },
    judgements,
  );
