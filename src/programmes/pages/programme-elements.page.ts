import { sayNumber } from '../../measures/domain/measure-words.js';
import { dateOrNotKnown } from '../../shell/cited.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { ElementRow } from '../data/programme.row.js';
import { siteKinds, weaknessStatuses } from '../domain/programme.js';
import { certaintyOf, labelOf, type Marks } from './programme-input.page.js';

export const sitesTable = (rows: readonly ElementRow[], marks: Marks): Table =>
  stacked({
    id: 'sites',
    caption: 'Where it works from',
    captionHidden: true,
    head: tableHead(['Place', 'Kind', 'Open since', 'What is there'].map((text) => ({ text }))),
    rows: rows.map((row) => ({
      cells: [
        { text: row.place ?? 'Not named', header: true, note: certaintyOf(row), citations: marks.of(row.id) },
        { text: labelOf(siteKinds, row.code) ?? 'Not said' },
        {
          text: dateOrNotKnown(row.occurredOn),
          note: row.endedOn ? `Closed ${dateOrNotKnown(row.endedOn)}.` : null,
          written: { Opened: row.occurredOn, Closed: row.endedOn },
        },
        { text: row.text },
      ],
    })),
    empty: { text: 'No place that it works from is on the record.' },
  });

type Counted = { readonly id: string; readonly caption: string; readonly head: string; readonly empty: string };

export const rolesAre: Counted = {
  id: 'roles',
  caption: 'Who works in it',
  head: 'Role',
  empty: 'No role is on the record.',
};

export const offersAre: Counted = {
  id: 'offers',
  caption: 'What it offers',
  head: 'What there is, and for how many',
  empty: 'Nothing that it offers is on the record.',
};

export const countedTable = ({ id, caption, head, empty }: Counted, rows: readonly ElementRow[], marks: Marks): Table =>
  stacked({
    id,
    caption,
    captionHidden: true,
    head: tableHead([{ text: head }, { text: 'How many', numeric: true }]),
    rows: rows.map((row) => ({
      cells: [
        { text: row.text, header: true, note: certaintyOf(row), citations: marks.of(row.id) },
        { text: row.number === null ? 'Not said' : sayNumber(row.number), numeric: true, written: row.number },
      ],
    })),
    empty: { text: empty },
  });

export const weaknessTable = (rows: readonly ElementRow[], marks: Marks): Table =>
  stacked({
    id: 'weaknesses',
    caption: 'What is known to go wrong, and what was done',
    captionHidden: true,
    head: tableHead(['What goes wrong', 'What was done', 'State'].map((text) => ({ text }))),
    rows: rows.map((row) => ({
      cells: [
        { text: row.text, header: true, note: certaintyOf(row), citations: marks.of(row.id) },
        { text: row.response ?? 'Not known' },
        { text: labelOf(weaknessStatuses, row.code) ?? 'Not known what was done' },
      ],
    })),
    empty: { text: 'No weakness is on the record. That does not say that there is none.' },
  });

export const evaluationTable = (rows: readonly ElementRow[], marks: Marks): Table =>
  stacked({
    id: 'evaluations',
    caption: 'Who studied it',
    captionHidden: true,
    head: tableHead(['When', 'Who, and how'].map((text) => ({ text }))),
    rows: rows.map((row) => ({
      cells: [
        { text: dateOrNotKnown(row.occurredOn), header: true, written: row.occurredOn },
        { text: row.text, note: certaintyOf(row), citations: marks.of(row.id) },
      ],
    })),
    empty: { text: 'No study of it is on the record.' },
  });
