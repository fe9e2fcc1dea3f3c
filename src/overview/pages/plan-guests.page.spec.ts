import { day } from '../../kernel/calendar-day.js';
import type { PlanRow } from '../../plans/data/plan.row.js';
import type { GuestRow } from '../../plans/data/guests.queries.js';
import { guestsPage } from './plan-guests.page.js';

const plan = { ref: 'PL-0001', title: 'Getting to good', organisationName: 'Northwick', organisationSlug: 'northwick' };
const guest = (name: string, more: Partial<GuestRow> = {}): GuestRow => ({
  accountId: name,
  name,
  fromOn: day('2026-10-01'),
  toOn: day('2027-09-30'),
  invitedAt: '2026-09-28T09:00:00.000Z',
  invitedBy: 'AC-0001',
  endedAt: null,
  endedBy: null,
  ...more,
});
const page = (guests: readonly GuestRow[], inspectors = [{ id: 'i', name: 'Ines', inspectorate: 'Ofsted' }]) =>
  guestsPage({
    plan: plan as PlanRow,
    guests,
    inspectors,
    names: new Map([['AC-0001', 'Sam Secretary']]),
    today: day('2026-11-23'),
    said: null,
  });
const plain = (text: unknown): string => String(text).replaceAll(/\s/g, ' ');
const headings = (guests: readonly GuestRow[]) => page(guests).sections.map(({ heading }) => heading);

it('lists everybody who was invited, and where each invitation stands', () => {
  const { sections } = page([
    guest('Holds'),
    guest('To come', { fromOn: day('2026-12-01') }),
    guest('Over', { toOn: day('2026-11-22') }),
    guest('Ended', { endedAt: '2026-11-02T10:00:00.000Z' }),
    guest('Of old', { fromOn: null, toOn: null }),
  ]);
  expect(
    sections[0]?.table?.rows.map(({ cells }) => [cells[0]?.text, cells[1]?.tag?.text, plain(cells[3]?.text)]),
  ).toEqual([
    ['Holds', 'May read it', '30 September 2027'],
    ['To come', 'From its first day', '30 September 2027'],
    ['Over', 'Over', '22 November 2026'],
    ['Ended', 'Over', 'Ended 2 November 2026'],
    ['Of old', 'May read it', 'No end: it was made before invitations had one'],
  ]);
});

it('offers to end what has not ended, to invite where there is somebody, and asks for a day to end on', () => {
  expect(headings([])).toEqual(['Nobody is invited', 'Invite an inspector']);
  expect(headings([guest('Over', { toOn: day('2026-11-22') })])).toEqual(['Nobody is invited', 'Invite an inspector']);
  expect(headings([guest('Holds')])).toEqual(['Who is invited', 'Invite an inspector', 'End an invitation']);
  const boxes = page([]).sections[1]?.form?.fields.find(({ name }) => name === 'to')?.boxes ?? [];
  expect(boxes.map(({ value }) => value)).toEqual(['23', '11', '2027']);
  expect(page([], []).sections[1]).toMatchObject({
    form: null,
    empty: { text: 'No inspector has an account here. An administrator can invite one.' },
  });
});
