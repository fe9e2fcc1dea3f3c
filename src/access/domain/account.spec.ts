import { day } from '../../kernel/calendar-day.js';
import { actingRole, may, noReach, reachOf } from './account.js';
import { type Grant, isInForce, type Role } from './roles.js';

const grant = (role: Role, more: Partial<Grant> = {}): Grant => ({
  role,
  organisationId: null,
  inspectorateId: null,
  chair: false,
  fromOn: day('2026-01-01'),
  toOn: null,
  ...more,
});

const account = (...grants: Grant[]) => ({ id: 'a', grants });

describe('what an account may do', () => {
  it('is the public record for whoever is not signed in, and nothing else', () => {
    expect(may(null, 'everyone')).toBe(true);
    expect(may(null, 'signed-in')).toBe(false);
    expect(may(null, 'accounts.manage')).toBe(false);
    expect(reachOf(null, 'audit.read')).toEqual(noReach);
  });

  it('is what is theirs alone where they have no grant', () => {
    expect(may(account(), 'signed-in')).toBe(true);
    expect(may(account(), 'accounts.manage')).toBe(false);
  });

  it('follows their roles', () => {
    expect(may(account(grant('administrator')), 'accounts.manage')).toBe(true);
    expect(may(account(grant('inspector', { inspectorateId: 'i' })), 'accounts.manage')).toBe(false);
  });

  it('reaches as far as the grants that carry it, each body once', () => {
    const reach = reachOf(
      account(
        grant('board_secretary', { organisationId: 'one' }),
        grant('board_secretary', { organisationId: 'two' }),
        grant('board_secretary', { organisationId: 'one' }),
        grant('researcher'),
        grant('organisation_editor', { organisationId: 'not through this' }),
      ),
      'audit.read',
    );
    expect(reach).toEqual({ any: false, organisationIds: ['one', 'two'], inspectorateIds: [], accountId: 'a' });
  });

  it('acts under the widest of the roles that carry it', () => {
    expect(
      actingRole(account(grant('board_secretary', { organisationId: 'o' }), grant('administrator')), 'audit.read'),
    ).toBe('administrator');
    expect(actingRole(account(grant('researcher')), 'audit.read')).toBeNull();
  });
});

describe('a grant', () => {
  it.each([
    ['2025-12-31', false],
    ['2026-01-01', true],
    ['2026-06-30', true],
    ['2026-07-01', false],
  ])('from 1 January to 30 June 2026 is in force on %s: %s', (today, expected) => {
    expect(isInForce({ fromOn: day('2026-01-01'), toOn: day('2026-06-30') }, day(today))).toBe(expected);
  });
});
