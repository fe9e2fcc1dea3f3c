import { earlier, type CalendarDay } from '../../kernel/calendar-day.js';
import { lifeLines } from '../../shell/charts/life-line.js';
import type { Figure } from '../../shell/figure.js';
import type { Table } from '../../shell/table.js';
import { tableHead } from '../../shell/table.js';
import { withFile } from '../../shell/table-csv.js';
import { periodText } from '../../kernel/period.js';
import { formatDay } from '../../shell/format.js';
import type { Dossier } from '../domain/dossier.js';
import { lifeLineRowsOf } from '../domain/dossier-life-line.js';
import { firstJanuary, isBlank, lifeLineOf } from '../domain/life-line-of.js';
import { kindWords } from './told-entry.page.js';
import { dateWords, labelOf, postSpan, postWords, spanWords } from './dossier-words.page.js';
import { type TimelineEntry, timelineOf } from '../domain/timeline.js';

type Asked = {
  readonly id: string;
  readonly to: CalendarDay;
  readonly headline: string;
  readonly from?: CalendarDay;
  readonly csvHref: string;
};

/** The large life line of a dossier with the table of what it draws, or null where there is nothing to draw. */
export function lifeLineFigure(dossier: Dossier, { id, to, headline, from, csvHref }: Asked): Figure | null {
  const rows = lifeLineRowsOf(dossier);
  const first = firstJanuary(rows, { today: to, yearsAtLeast: 10 });
  const facts = lifeLineOf(rows, { from: from ? earlier(from, to) : first, to });
  if (isBlank(facts)) return null;
  return {
    id,
    headline,
    subtitle: `Judgements, interventions, help and warnings up to ${formatDay(to)}`,
    pictures: lifeLines(facts, { id, name: dossier.self.name }),
    source: 'Every fact with its sources is in the timeline.',
    table: withFile(tableOf(dossier, id), csvHref),
    tableSummary: 'What is drawn, as a table',
  };
}

function tableOf(dossier: Dossier, id: string): Table {
  const drawn = timelineOf(dossier).filter(
    ({ kind }) => kind !== 'outcome' && kind !== 'change' && kind !== 'event' && kind !== 'check',
  );
  return {
    id: `${id}-table`,
    caption: 'What is drawn on the life line',
    head: tableHead([{ text: 'When' }, { text: 'Kind' }, { text: 'What' }]),
    rows: drawn.map((entry) => ({
      cells: [
        {
          text: whenOf(entry),
          header: true,
          written: { From: entry.on && periodText(entry.on), Until: entry.until && periodText(entry.until) },
        },
        { text: kindWords[entry.kind] },
        { text: shortOf(entry) },
      ],
    })),
  };
}

function whenOf(entry: TimelineEntry): string {
  if (entry.kind === 'post') return postSpan(entry.fact);
  return entry.lasts ? spanWords(entry.on, entry.until, true) : dateWords(entry.on);
}

function shortOf(entry: TimelineEntry): string {
  switch (entry.kind) {
    case 'intervention':
      return `${entry.fact.title}, level ${entry.fact.level}`;
    case 'support':
      return entry.fact.provider;
    case 'judgement':
    case 'visit':
      return `${entry.fact.inspectorate}${entry.fact.unit ? `, ${entry.fact.unit}` : ''}: ${entry.fact.overallLabel ?? 'no overall grade'}`;
    case 'warning':
      return entry.fact.text;
    case 'post':
      return `${labelOf(postWords, entry.fact.post)}: ${entry.fact.holder ?? 'name not known'}`;
    case 'change':
    case 'event':
    case 'check':
    case 'outcome':
      return '';
  }
}
