import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { type CalendarDay, daysBetween } from '../../kernel/calendar-day.js';
import { type Choosable, dayBoxes, form, type FormModel, prose, select, type Tried } from '../../shell/form/form.js';
import type { Kept } from '../../shell/form/kept.js';
import { formatDay } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { Notification, SummaryList } from '../../shell/parts.js';
import type { DateRequestFacts } from '../domain/meeting-facts.js';
import { shownOr } from './plan-frame.page.js';
import { slipWords } from './meeting-row.page.js';
import { planPaths } from '../../plans/pages/plans.paths.js';

/** An action whose date somebody asks to move. */
export type DatedAction = {
  readonly ref: string;
  readonly title: string;
  readonly planRef: string;
  readonly planTitle: string;
  readonly organisationName: string;
  readonly organisationSlug: string;
  readonly ownerPost: string | null;
  readonly firstDue: CalendarDay | null;
  readonly currentDue: CalendarDay;
  readonly moves: number;
  readonly version: number;
};

export type AskDatePage = PageFacts & {
  readonly heading: string;
  readonly caption: string;
  readonly lead: string;
  readonly said: Notification | null;
  /** Where one goes on when there is nothing to ask. */
  readonly back: Link | null;
  readonly facts: SummaryList;
  readonly dependents: readonly string[];
  /** Why no date can be asked for now; then there is no form. */
  readonly blocked: string | null;
  readonly form: FormModel | null;
  /** What was typed, where somebody else asked first: kept to be copied, beside what they asked. */
  readonly kept: Kept | null;
};

/** What was asked of the board for the same action and is not answered yet. */
export type WaitingRequest = {
  readonly by: string;
  readonly to: CalendarDay;
  readonly kind: string;
  readonly why: string;
};

export function askDatePage(
  action: DatedAction,
  {
    reasons,
    dependents,
    blocked,
    waiting = null,
    tried = null,
    said = null,
  }: {
    readonly reasons: readonly Choosable[];
    /** What waits for this action. */
    readonly dependents: DateRequestFacts['dependents'];
    readonly blocked: string | null;
    readonly waiting?: WaitingRequest | null;
    readonly tried?: Tried;
    readonly said?: Notification | null;
  },
): AskDatePage {
  const made = form({
    action: planPaths.askForDate(action.planRef, action.ref),
    button: 'Ask the board',
    version: action.version,
    tried,
    standing: waiting
      ? [
          { label: 'Asked already, by', saved: waiting.by, typed: 'You' },
          { field: 'due', saved: formatDay(waiting.to) },
          { field: 'reason', saved: waiting.kind },
          { field: 'why', saved: waiting.why },
        ]
      : [{ label: 'Date that stands', saved: formatDay(action.currentDue), typed: 'Not changed by asking' }],
    cancel: { text: 'Cancel', href: planPaths.milestone(action.planRef, action.ref) },
    fields: [
      dayBoxes({ name: 'due', label: 'New date', hint: 'For example, 31 3 2027', value: null }),
      select({ name: 'reason', label: 'What kind of reason is it?', choices: reasons }),
      prose({
        name: 'why',
        label: 'Why is the date moving?',
        hint: 'At least 20 characters. The board reads this before it decides, and it stays on the record.',
        rows: 4,
      }),
    ],
  });
  const isGone = blocked !== null;
  const { form: model, kept, errors } = shownOr(isGone, made, tried);
  return {
    title: `Ask for a new date: ${action.title} (${action.ref})`,
    heading: 'Ask for a new date',
    caption: `${action.ref} ${action.title}`,
    lead: 'Only the board moves a date. The first date never changes: it stays beside every later one.',
    breadcrumbs: [
      { text: action.organisationName, href: organisationPaths.show(action.organisationSlug) },
      { text: action.planTitle, href: planPaths.show(action.planRef) },
      { text: action.ref, href: planPaths.milestone(action.planRef, action.ref) },
    ],
    said,
    back:
      model === null ? { text: `Back to ${action.ref}`, href: planPaths.milestone(action.planRef, action.ref) } : null,
    facts: {
      rows: [
        { label: 'First date', text: action.firstDue ? formatDay(action.firstDue) : 'Not agreed yet' },
        {
          label: 'Current date',
          text: formatDay(action.currentDue),
          note: action.firstDue ? movedWords(action.firstDue, action) : null,
        },
        { label: 'Owner', text: action.ownerPost ?? 'Nobody yet' },
      ],
    },
    dependents: dependents.map(({ ref, title, due }) => `${ref} ${title}, due ${formatDay(due)}`),
    blocked,
    form: model,
    kept,
    errors,
    hasForm: true,
  };
}

const movedWords = (first: CalendarDay, { currentDue, moves }: DatedAction): string => {
  const days = daysBetween(first, currentDue);
  return days === 0 && moves === 0 ? 'Never moved' : slipWords(days, moves);
};
