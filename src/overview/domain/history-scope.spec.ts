import type { Account } from '../../access/domain/account.js';
import type { Grant, Role } from '../../access/domain/roles.js';
import { day } from '../../kernel/calendar-day.js';
import { type HistoryObject, historyScope, type HistoryScope } from './history-scope.js';

const somebody = (role: Role, bounds: Partial<Grant> = {}): Account => ({
  id: 'a',
  ref: 'AC-0001',
  name: 'Ada',
  email: 'ada@turnaround.example',
  grants: [
    {
      role,
      organisationId: null,
      inspectorateId: null,
      chair: false,
      fromOn: day('2020-01-01'),
      toOn: null,
      ...bounds,
    },
  ],
});

const anObject = (change: Partial<HistoryObject> = {}): HistoryObject => ({
  kind: 'inspection',
  visibility: 'public',
  withdrawnAt: null,
  organisationId: 'northwick',
  ofOpenBody: 1,
  inspectorateId: 'ofsted',
  ...change,
});

const theirs = { organisationId: 'northwick' };
const elsewhere = { organisationId: 'eastmere' };

describe('how much of a history somebody sees', () => {
  it.each<[string, HistoryObject, Account | null, HistoryScope]>([
    ['a visitor, of what is public', anObject(), null, 'public'],
    ['a researcher, of what is public', anObject(), somebody('researcher'), 'public'],
    ['a secretary of the body', anObject({ kind: 'organisation' }), somebody('board_secretary', theirs), 'full'],
    ['a secretary of the body inspected', anObject(), somebody('board_secretary', theirs), 'named'],
    ['the team, after publication', anObject({ isOnTeam: true }), somebody('inspector'), 'full'],
    ['a record keeper, of what was withdrawn', anObject({ withdrawnAt: '2026' }), somebody('record_keeper'), 'named'],
    ['a secretary of another body', anObject(), somebody('board_secretary', elsewhere), 'public'],
    ['an inspector of the inspectorate', anObject(), somebody('inspector', { inspectorateId: 'ofsted' }), 'named'],
    ['an inspector of another', anObject(), somebody('inspector', { inspectorateId: 'cqc' }), 'public'],
    ['an administrator', anObject(), somebody('administrator'), 'named'],
    ['a record keeper', anObject(), somebody('record_keeper'), 'named'],
    ['a visitor, of what was withdrawn', anObject({ withdrawnAt: '2026' }), null, null],
    ['a visitor, of a hidden body', anObject({ ofOpenBody: 0 }), null, null],
    ['a member, of their board', anObject({ visibility: 'board' }), somebody('board_member', theirs), 'full'],
    ['a member of another board', anObject({ visibility: 'board' }), somebody('board_member', elsewhere), null],
    ['an administrator, of a board', anObject({ visibility: 'board' }), somebody('administrator'), null],
    [
      'an inspector of the team, before publication',
      anObject({ visibility: 'inspection', isOnTeam: true }),
      somebody('inspector', { inspectorateId: 'ofsted' }),
      'full',
    ],
    [
      'another inspector of the same inspectorate, before publication',
      anObject({ visibility: 'inspection' }),
      somebody('inspector', { inspectorateId: 'ofsted' }),
      null,
    ],
    ['an administrator, before publication', anObject({ visibility: 'inspection' }), somebody('administrator'), null],
    [
      'the body, before publication',
      anObject({ visibility: 'inspection' }),
      somebody('organisation_editor', theirs),
      null,
    ],
    ['an administrator, of restricted words', anObject({ visibility: 'restricted' }), somebody('administrator'), null],
    [
      'an administrator, of an account',
      anObject({ kind: 'account', visibility: 'restricted' }),
      somebody('administrator'),
      'full',
    ],
    [
      'a record keeper, of an account',
      anObject({ kind: 'account', visibility: 'restricted' }),
      somebody('record_keeper'),
      null,
    ],
  ])('%s', (_, object, account, scope) => {
    expect(historyScope(object, account)).toBe(scope);
  });
});
