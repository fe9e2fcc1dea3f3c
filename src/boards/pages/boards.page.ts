import type { CalendarDay } from '../../kernel/calendar-day.js';
import { formatDay, plural } from '../../shell/format.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { BoardRow } from '../data/board.row.js';
import { boardPaths } from './boards.paths.js';
import { registerPaths } from './registers.paths.js';

export type BoardsPage = PageFacts & {
  readonly heading: string;
  readonly table: Table;
  readonly registers: readonly Link[];
  readonly add: Link | null;
};

/** The boards that somebody may read of, by the body that each watches over. */
export function boardsPage(
  boards: readonly BoardRow[],
  { lastHeld, maySetUp }: { readonly lastHeld: ReadonlyMap<string, CalendarDay>; readonly maySetUp: boolean },
): BoardsPage {
  return {
    title: 'Boards',
    heading: plural(boards.length, 'board'),
    description: 'Boards that watch over the recovery of a public service, with what they published.',
    table: stacked({
      id: 'boards',
      caption: 'Boards',
      captionHidden: true,
      head: tableHead([{ text: 'Board' }, { text: 'Organisation' }, { text: 'Last meeting' }]),
      rows: boards.map((board) => {
        const last = lastHeld.get(board.id);
        return {
          cells: [
            {
              header: true,
              text: board.name,
              href: boardPaths.show(board.ref),
              note: board.endedOn ? `Ended on ${formatDay(board.endedOn)}` : `Since ${formatDay(board.startedOn)}`,
              tag: board.visibility === 'public' ? null : { text: 'Not public', colour: 'grey' as const },
            },
            { text: board.organisationName, href: organisationPaths.board(board.organisationSlug) },
            { text: last ? formatDay(last) : 'None held yet' },
          ],
        };
      }),
      empty: { text: 'No board has been published yet.' },
    }),
    registers: [
      { text: 'Decisions', href: registerPaths.decisions() },
      { text: 'Challenges', href: registerPaths.challenges() },
      { text: 'Actions', href: registerPaths.actions() },
    ],
    add: maySetUp ? { text: 'Set up a board', href: boardPaths.add() } : null,
  };
}
