import { day } from '../../kernel/calendar-day.js';
import type { Account } from '../../access/domain/account.js';
import type { Grant } from '../../access/domain/roles.js';
import { mayInPlan, planReach } from './plan-reach.js';

const grant = (more: Partial<Grant> & Pick<Grant, 'role'>): Grant => ({
  organisationId: null,
  inspectorateId: null,
  chair: false,
  fromOn: day('2020-01-01'),
  toOn: null,
  ...more,
});
const account = (...grants: readonly Grant[]): Account => ({
  id: 'me',
  ref: 'AC-0001',
  name: 'A person',
  email: 'person@turnaround.example',
  grants,
});
const plan = { organisationId: 'service', organisationParentId: 'council' };
const inspector = grant({ role: 'inspector', inspectorateId: 'ofsted' });
const elsewhere = grant({ role: 'board_secretary', organisationId: 'another' });

describe('what a person may do in a plan', () => {
  it.each([
    ['a secretary edits', account(grant({ role: 'board_secretary', organisationId: 'service' })), 'plans.edit', true],
    [
      'so does one of the parent',
      account(grant({ role: 'board_secretary', organisationId: 'council' })),
      'plans.edit',
      true,
    ],
    ['a member does not', account(grant({ role: 'board_member', organisationId: 'service' })), 'plans.edit', false],
    [
      'a member does not agree',
      account(grant({ role: 'board_member', organisationId: 'service' })),
      'plans.agree',
      false,
    ],
    [
      'who chairs does',
      account(grant({ role: 'board_member', organisationId: 'service', chair: true })),
      'plans.agree',
      true,
    ],
    ['a guest accepts', account(inspector), 'milestones.accept', true],
    ['a guest does not edit', account(inspector), 'plans.edit', false],
    ['a guest who edits elsewhere does not here', account(inspector, elsewhere), 'plans.edit', false],
    ['nobody does', null, 'plans.read', false],
  ] as const)('%s', (_what, who, permission, expected) => {
    expect(mayInPlan(who, permission, plan)).toBe(expected);
  });

  it('counts an invitation only where a role is named', () => {
    expect(planReach(account(inspector, elsewhere), 'plans.edit').accountId).toBeNull();
    expect(planReach(account(inspector, elsewhere), 'plans.read').accountId).toBe('me');
  });
});
