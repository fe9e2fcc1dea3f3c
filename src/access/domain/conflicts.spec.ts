import { type CalendarDay, day } from '../../kernel/calendar-day.js';
import { acceptGrant, conflictBetween, conflictWith } from './conflicts.js';
import { boundOf, type Grant, type Role, roles } from './roles.js';

const today = day('2026-11-23');
const aGrant = (role: Role, change: Partial<Grant> = {}): Grant => ({
  role,
  organisationId: boundOf[role] === 'organisation' ? 'council' : null,
  inspectorateId: boundOf[role] === 'inspectorate' ? 'ofsted' : null,
  chair: false,
  fromOn: today,
  toOn: null,
  ...change,
});
const on = (from: string, to: string | null): { fromOn: CalendarDay; toOn: CalendarDay | null } => ({
  fromOn: day(from),
  toOn: to === null ? null : day(to),
});

const together: readonly (readonly [Role, Role, string])[] = [
  ['inspector', 'organisation_editor', 'inspects-and-edits'],
  ['lead_inspector', 'organisation_editor', 'inspects-and-edits'],
  ['researcher', 'board_member', 'researches-and-belongs'],
  ['researcher', 'board_secretary', 'researches-and-belongs'],
  ['researcher', 'organisation_editor', 'researches-and-belongs'],
  ['researcher', 'inspector', 'researches-and-belongs'],
  ['researcher', 'lead_inspector', 'researches-and-belongs'],
  ['researcher', 'speak_up_lead', 'researches-and-belongs'],
  ['administrator', 'speak_up_lead', 'administers-and-hears-concerns'],
];

describe('two roles of one person', () => {
  it.each(together)('are refused: %s and %s', (one, other, conflict) => {
    expect(conflictBetween(one, other)).toBe(conflict);
    expect(acceptGrant(aGrant(one), [aGrant(other)], today)).toEqual({ ok: false, error: conflict });
    expect(acceptGrant(aGrant(other), [aGrant(one)], today)).toEqual({ ok: false, error: conflict });
  });

  it('go together in every other case', () => {
    const key = (a: Role, b: Role): string => [a, b].toSorted().join('+');
    const refusedPairs = new Set(together.map(([a, b]) => key(a, b)));
    for (const a of roles)
      for (const b of roles)
        expect([key(a, b), conflictBetween(a, b) !== null]).toEqual([key(a, b), refusedPairs.has(key(a, b))]);
  });

  it('may follow one another', () => {
    const editing = aGrant('organisation_editor', on('2026-01-01', '2026-12-31'));
    expect(conflictWith(aGrant('inspector', on('2027-01-01', null)), [editing])).toBeNull();
    expect(conflictWith(aGrant('inspector', on('2026-12-31', null)), [editing])).toEqual({
      conflict: 'inspects-and-edits',
      with: editing,
    });
  });

  it('are refused where the second lies wholly ahead', () => {
    const later = aGrant('organisation_editor', on('2027-04-01', null));
    expect(acceptGrant(aGrant('inspector'), [later], today)).toEqual({ ok: false, error: 'inspects-and-edits' });
    expect(acceptGrant(aGrant('inspector', on('2026-11-23', '2027-03-31')), [later], today).ok).toBe(true);
  });
});

describe('a grant', () => {
  it.each(roles)('may be given to somebody who has none: %s', (role) => {
    expect(acceptGrant(aGrant(role), [], today).ok).toBe(true);
  });

  it.each([
    ['needs-organisation', aGrant('board_secretary', { organisationId: null })],
    ['needs-inspectorate', aGrant('inspector', { inspectorateId: null })],
    ['needs-no-bound', aGrant('administrator', { organisationId: 'council' })],
    ['needs-no-bound', aGrant('inspector', { organisationId: 'council' })],
    ['needs-no-bound', aGrant('board_member', { inspectorateId: 'ofsted' })],
    ['only-a-board-member-chairs', aGrant('board_secretary', { chair: true })],
    ['begins-in-the-past', aGrant('researcher', on('2026-11-22', null))],
    ['ends-before-it-begins', aGrant('researcher', on('2026-12-02', '2026-12-01'))],
  ])('is refused as %s', (refusal, grant) => {
    expect(acceptGrant(grant, [], today)).toEqual({ ok: false, error: refusal });
  });

  it('is refused when the same is held at the same time, and not for another body', () => {
    const held = [aGrant('board_member')];
    expect(acceptGrant(aGrant('board_member'), held, today)).toEqual({ ok: false, error: 'held-already' });
    expect(acceptGrant(aGrant('board_member', { organisationId: 'trust' }), held, today).ok).toBe(true);
    expect(acceptGrant(aGrant('board_member', { chair: true }), held, today).ok).toBe(true);
  });
});
