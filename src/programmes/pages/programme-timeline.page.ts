import { byPeriod } from '../../kernel/period.js';
import { dateOrNotKnown } from '../../shell/cited.js';
import { plural } from '../../shell/format.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { adoptionStages } from '../domain/adoption.js';
import { elementKinds } from '../domain/programme.js';
import { placesOf } from './programme-adoption.page.js';
import { amountWords } from './programme-funding.page.js';
import { labelOf, type Marks, ofKind, on, type ProgrammeInput, sentences } from './programme-input.page.js';

/** Everything with a date, in order; what has only an end stands at its end. */
export function timelineTable(input: ProgrammeInput, marks: Marks): Table {
  const { programme, elements, funding, adoptions, claims } = input;
  type Moment = {
    readonly at: string | null;
    readonly what: string;
    readonly kind: string;
    /** The record that tells of it; of several claims, each. */
    readonly id: string | readonly string[];
  };
  const moments: readonly Moment[] = [
    { at: programme.startedOn, what: `${programme.name} began.`, kind: 'Beginning', id: programme.id },
    ...elements
      .filter(({ kind }) => kind !== 'site')
      .map(({ id, occurredOn, text, kind }) => ({
        id,
        at: occurredOn,
        what: text,
        kind: labelOf(elementKinds, kind) ?? kind,
      })),
    ...ofKind(input, 'site').flatMap(({ id, occurredOn, endedOn, place }) => [
      { id, at: occurredOn, what: `${place ?? 'A site'} opened.`, kind: 'Site' },
      { id, at: endedOn, what: `${place ?? 'A site'} closed.`, kind: 'Site' },
    ]),
    ...funding.flatMap((row) => [
      { id: row.id, at: row.fromOn, what: `${row.funder}: ${amountWords(row)}.`, kind: 'Money' },
      { id: row.id, at: row.toOn, what: `Money from ${row.funder} ends: ${amountWords(row)}.`, kind: 'End of money' },
    ]),
    ...placesOf(adoptions).flatMap(({ name, stages }) =>
      stages.map(({ id, occurredOn, stage, reason }) => ({
        id,
        at: occurredOn,
        what: sentences(`${name}: ${adoptionStages[stage].toLowerCase()}`, reason) ?? '',
        kind: 'Adoption',
      })),
    ),
    ...[...new Set(claims.flatMap(({ occurredOn }) => occurredOn ?? []))].map((at) => {
      const own = claims.filter(({ occurredOn }) => occurredOn === at);
      return {
        id: own.map(({ id }) => id),
        at,
        what: `${plural(own.length, 'claim')} about outcomes.`,
        kind: 'Claims',
      };
    }),
  ];
  const dated = moments.flatMap((moment) => {
    const period = on(moment.at);
    return period ? [{ ...moment, period }] : [];
  });
  return stacked({
    id: 'timeline',
    caption: 'Everything with a date, in order',
    captionHidden: true,
    head: tableHead(['When', 'What', 'Kind'].map((text) => ({ text }))),
    rows: dated
      .toSorted((a, b) => byPeriod(a.period, b.period))
      .map(({ at, what, kind, id }) => ({
        cells: [
          { text: dateOrNotKnown(at), header: true, written: at },
          { text: what, citations: marks.of(...[id].flat()) },
          { text: kind },
        ],
      })),
    empty: { text: 'Nothing with a date is on the record.' },
  });
}
