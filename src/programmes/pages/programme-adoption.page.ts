import { groupBy } from '../../kernel/group-by.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { dateOrNotKnown } from '../../shell/cited.js';
import { formatList, plural } from '../../shell/format.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { AdoptionRow, FidelityRow, KnownRow } from '../data/programme.row.js';
import {
  adoptionBases,
  type AdoptionStage,
  adoptionStages,
  fidelities,
  type Fidelity,
  fidelityCounts,
  stagesInOrder,
} from '../domain/adoption.js';
import { certaintyOf, labelOf, type Marks, on, type ProgrammeInput, sentences } from './programme-input.page.js';

/** A stage of a place, in its order. */
export type ToldStage = Pick<KnownRow, 'verified' | 'inferred' | 'note'> & {
  readonly id: string;
  readonly stage: AdoptionStage;
  readonly on: ReturnType<typeof on>;
  readonly occurredOn: string | null;
  readonly reason: string | null;
};

export type Place = {
  readonly id: string;
  readonly name: string;
  readonly href: string | null;
  readonly calledThere: string | null;
  readonly basis: string | null;
  readonly fidelityWords: string | null;
  readonly stages: readonly ToldStage[];
};

const stageOf = (row: AdoptionRow): ToldStage[] =>
  row.stageId === null || row.stage === null
    ? []
    : [
        {
          id: row.stageId,
          stage: row.stage as AdoptionStage,
          on: on(row.occurredOn),
          occurredOn: row.occurredOn,
          reason: row.reason,
          verified: row.verified ?? 0,
          inferred: row.inferred ?? 0,
          note: row.note,
        },
      ];

/** The places with their stages in order, by name. */
export function placesOf(rows: readonly AdoptionRow[]): readonly Place[] {
  return [...groupBy(rows, ({ adoptionId }) => adoptionId)].flatMap(([id, own]) => {
    const [first] = own;
    if (!first) return [];
    return [
      {
        id,
        name: first.organisationName ?? first.bodyName,
        href: first.organisationSlug === null ? null : organisationPaths.show(first.organisationSlug),
        calledThere: first.calledThere,
        basis: first.basis,
        fidelityWords: first.fidelityWords,
        stages: stagesInOrder(own.flatMap(stageOf)),
      },
    ];
  });
}

/** "On the record for 12 places: 3 running, 5 preparing, 4 considering." */
export function adoptionHeadline(places: readonly Place[]): string | null {
  if (places.length === 0) return null;
  const now = places.map(({ stages }) => stages.at(-1)?.stage ?? null);
  const counts = (Object.keys(adoptionStages) as AdoptionStage[])
    .toReversed()
    .map((stage) => ({ stage, count: now.filter((each) => each === stage).length }))
    .filter(({ count }) => count > 0)
    .map(({ stage, count }) => `${count} ${adoptionStages[stage].toLowerCase()}`);
  return `On the record for ${plural(places.length, 'place')}, as last known: ${formatList(counts)}.`;
}

function fidelityWords(
  place: Place,
  said: readonly FidelityRow[],
  principles: number,
): { text: string; note: string | null } {
  const counts = fidelityCounts(
    said.map(({ fidelity }) => fidelity as Fidelity),
    principles,
  );
  if (said.length === 0)
    return {
      text: place.fidelityWords ?? 'Not said',
      note: place.fidelityWords ? 'Not said principle by principle.' : null,
    };
  const parts = [`${counts.full} in full`, `${counts.part} in part`, `${counts.no} not`, `${counts.not_said} not said`];
  return { text: `Of ${plural(principles, 'principle')}: ${formatList(parts)}`, note: place.fidelityWords };
}

/** "Before: preparing, 2019. Went first. Partly inferred: …", with every earlier stage told as fully as the last one. */
const historyWords = ({ stages }: Place): string | null =>
  sentences(
    ...stages.slice(0, -1).flatMap((told) => {
      const since = told.on === null ? 'date not known' : dateOrNotKnown(told.occurredOn);
      return [`Before: ${adoptionStages[told.stage].toLowerCase()}, ${since}`, told.reason, certaintyOf(told)];
    }),
  );

export function adoptionTable({ adoptions, fidelity, elements }: ProgrammeInput, marks: Marks): Table {
  const principles = elements.filter(({ kind }) => kind === 'principle').length;
  return stacked({
    id: 'adoption',
    caption: 'Places that took it up, by name. No order by result: places differ too much to be ranked.',
    head: tableHead(['Place', 'Stage', 'Since', 'On what basis', 'How closely followed'].map((text) => ({ text }))),
    rows: placesOf(adoptions).map((place) => {
      const last = place.stages.at(-1) ?? null;
      const own = fidelity.filter(({ adoptionId }) => adoptionId === place.id);
      const followed = fidelityWords(place, own, principles);
      return {
        cells: [
          {
            text: place.name,
            href: place.href,
            header: true,
            note: place.calledThere ? `Called ${place.calledThere} there.` : null,
          },
          {
            text: last ? adoptionStages[last.stage] : 'Not known',
            note: sentences(last?.reason ?? null, last ? certaintyOf(last) : null, historyWords(place)),
            citations: marks.of(...place.stages.map(({ id }) => id)),
          },
          { text: dateOrNotKnown(last?.occurredOn ?? null), written: last?.occurredOn ?? null },
          { text: labelOf(adoptionBases, place.basis) ?? 'Not said' },
          { ...followed, citations: marks.of(...own.map(({ id }) => id)) },
        ],
      };
    }),
    empty: { text: 'No place that took it up is on the record.' },
  });
}

/** Principle by principle, where anybody said so of a place. */
export function fidelityTable({ adoptions, fidelity, elements }: ProgrammeInput, marks: Marks): Table | null {
  if (fidelity.length === 0) return null;
  const principles = elements.filter(({ kind }) => kind === 'principle');
  const places = placesOf(adoptions).filter(({ id }) => fidelity.some(({ adoptionId }) => adoptionId === id));
  return stacked({
    id: 'fidelity',
    caption: 'How closely each place follows each principle, as far as anybody said so',
    head: tableHead([{ text: 'Principle' }, ...places.map(({ name }) => ({ text: name }))]),
    rows: principles.map((principle) => ({
      cells: [
        { text: principle.text, header: true },
        ...places.map(({ id }) => {
          const said = fidelity.find(
            ({ adoptionId, principleId }) => adoptionId === id && principleId === principle.id,
          );
          return said
            ? { text: labelOf(fidelities, said.fidelity) ?? '', note: certaintyOf(said), citations: marks.of(said.id) }
            : { text: 'Not said' };
        }),
      ],
    })),
  });
}
