import type { PlanRow } from '../../plans/data/plan.row.js';
import type { GuestRow, InspectorRow } from '../../plans/data/guests.queries.js';
import { invitationOn, longestInvitation } from '../../plans/domain/guest.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { addMonths, type CalendarDay } from '../../kernel/calendar-day.js';
import { ukDayAt } from '../../kernel/clock.js';
import { dayBoxes, form, select, type Tried } from '../../shell/form/form.js';
import { formatDay } from '../../shell/format.js';
import type { Notification, Tag } from '../../shell/parts.js';
import { stacked, tableHead } from '../../shell/table.js';
import type { RefusalWords } from './case-desk.js';
import { type PlanPage, planPage, section } from './plan-frame.page.js';
import { who } from './plan-words.page.js';

export type GuestsInput = {
  readonly plan: PlanRow;
  readonly guests: readonly GuestRow[];
  readonly inspectors: readonly InspectorRow[];
  readonly names: ReadonlyMap<string, string>;
  readonly today: CalendarDay;
  readonly said: Notification | null;
};

/** What was posted, and to which of the two forms. */
export type GuestsTried = { readonly form: 'invite' | 'end'; readonly tried: NonNullable<Tried> } | null;

/** A year, unless told: long enough for an intervention to be looked at, short enough to be looked at anew. */
const usualMonths = 12;

const standings: Readonly<Record<ReturnType<typeof invitationOn>, Tag>> = {
  holds: { text: 'May read it', colour: 'turquoise' },
  'to-come': { text: 'From its first day', colour: 'yellow' },
  over: { text: 'Over', colour: 'grey' },
};

const endWords = ({ toOn, endedAt }: GuestRow): string => {
  if (endedAt !== null) return `Ended ${formatDay(ukDayAt(endedAt))}`;
  return toOn === null ? 'No end: it was made before invitations had one' : formatDay(toOn);
};

/** Inspectors whom the board lets read its plan: from when to when, and who invited them. */
export function guestsPage(
  { plan, guests, inspectors, names, today, said }: GuestsInput,
  posted: GuestsTried = null,
): PlanPage {
  const triedIn = (which: 'invite' | 'end'): Tried => (posted?.form === which ? posted.tried : null);
  const standing = guests.filter((guest) => invitationOn(guest, today) !== 'over');
  const invite = form({
    action: planPaths.guests(plan.ref),
    button: 'Invite',
    tried: triedIn('invite'),
    fields: [
      select({
        name: 'accountId',
        label: 'Which inspector?',
        hint: 'People with an account of an inspectorate, and no part in this organisation',
        any: 'Select an inspector',
        choices: inspectors.map(({ id, name, inspectorate }) => ({
          value: id,
          text: inspectorate ? `${name}, ${inspectorate}` : name,
        })),
        value: null,
      }),
      dayBoxes({ name: 'from', label: 'First day', value: today }),
      dayBoxes({
        name: 'to',
        label: 'Last day',
        hint: `At most ${longestInvitation} months after the first. It ends by itself`,
        value: addMonths(today, usualMonths),
      }),
    ],
  });
  const end = form({
    action: planPaths.endGuest(plan.ref),
    button: 'End the invitation now',
    isWarning: true,
    tried: triedIn('end'),
    fields: [
      select({
        name: 'accountId',
        label: 'Whose invitation?',
        any: 'Select an inspector',
        choices: standing.map(({ accountId, name }) => ({ value: accountId, text: name })),
        value: null,
      }),
    ],
  });
  return planPage(plan, {
    heading: 'Inspectors who may read this plan',
    above: [],
    said,
    lead: [
      'An inspector whom the board invites reads the plan with its evidence and risks as the board does, may add evidence, and may accept that impact is shown. Nothing else of the organisation opens to them, and nobody writes in the plan for it.',
    ],
    hasForm: true,
    errors: [...invite.errors, ...end.errors],
    sections: [
      section({
        id: 'guests',
        heading: standing.length === 0 ? 'Nobody is invited' : 'Who is invited',
        table: stacked({
          id: 'guest-list',
          caption: 'Invitations to read this plan, the latest first',
          captionHidden: true,
          head: tableHead([
            { text: 'Inspector' },
            { text: 'Standing' },
            { text: 'First day' },
            { text: 'Last day' },
            { text: 'Invited' },
          ]),
          rows: guests.map((guest) => ({
            cells: [
              { header: true, text: guest.name },
              { tag: standings[invitationOn(guest, today)] },
              { text: formatDay(guest.fromOn ?? ukDayAt(guest.invitedAt)) },
              { text: endWords(guest) },
              { text: formatDay(ukDayAt(guest.invitedAt)), note: who(names, guest.invitedBy) },
            ],
          })),
          empty: { text: 'No inspector has been invited to this plan.' },
        }),
      }),
      section({
        id: 'invite',
        heading: 'Invite an inspector',
        ...(inspectors.length === 0
          ? { empty: { text: 'No inspector has an account here. An administrator can invite one.' } }
          : { form: invite }),
      }),
      ...(standing.length === 0 ? [] : [section({ id: 'end', heading: 'End an invitation', form: end })]),
    ],
  });
}

export const guestWords: RefusalWords = {
  'not-an-inspector': { at: 'accountId', text: 'Select an inspector who has no part in this organisation' },
  'ends-first': { at: 'to', text: 'Last day must not come before the first' },
  'is-over': { at: 'to', text: 'Last day must be today or in the future' },
  'too-long': { at: 'to', text: `Last day must be within ${longestInvitation} months of the first` },
  'ended-already': { at: 'accountId', text: 'This invitation is over already' },
};
