import { day } from '../../kernel/calendar-day.js';
import { aGrant } from '../../../test/builders/a-person.js';
import { isToldOf, isTokenText, latestEnd, refuseEnd, scopesFor, tokenState, tokenText } from './api-token.js';

const today = day('2026-11-27');

describe('what a person may put into a token', () => {
  it.each([
    ['nobody', [], ['record']],
    ['a board member', [aGrant({ role: 'board_member', organisationId: 'a' })], ['record', 'plans', 'measures']],
    ['a researcher', [aGrant({ role: 'researcher' })], ['record', 'comparisons']],
    ['an administrator', [aGrant({ role: 'administrator' })], ['record']],
  ])('of %s is what they may do themselves', (_, grants, scopes) => {
    expect(scopesFor({ grants })).toEqual(scopes);
  });
});

describe('the end of a token', () => {
  it.each([
    ['2026-11-26', 'not-ahead'],
    ['2026-11-27', 'not-ahead'],
    ['2026-11-28', null],
    ['2027-11-27', null],
    ['2027-11-28', 'too-late'],
  ])('on %s is refused as %s', (endsOn, refusal) => {
    expect(refuseEnd(day(endsOn), today)).toBe(refusal);
  });

  it('is a year ahead at most', () => expect(latestEnd(today)).toBe('2027-11-27'));

  it.each([
    ['2026-11-27', null, 'live'],
    ['2026-11-26', null, 'over'],
    ['2027-01-01', '2026-11-01T10:00:00.000Z', 'revoked'],
  ])('of %s, revoked at %s: %s', (endsOn, revokedAt, state) => {
    expect(tokenState({ endsOn: day(endsOn), revokedAt }, today)).toBe(state);
  });
});

it.each([
  [tokenText('a'.repeat(43)), true],
  [tokenText('a'.repeat(42)), false],
  [tokenText(`${'a'.repeat(42)} `), false],
  ['a'.repeat(54), false],
  ['', false],
])('knows a token by its form: %s %s', (text, isOne) => {
  expect(isTokenText(text)).toBe(isOne);
});

describe('the end of a token', () => {
  it.each([
    ['8 days ahead', '2026-09-01', '2026-12-05', false],
    ['7 days ahead', '2026-09-01', '2026-12-04', true],
    ['today', '2026-09-01', '2026-11-27', true],
    ['yesterday', '2026-09-01', '2026-11-26', false],
    ['7 days ahead, of one made today for no longer', '2026-11-27', '2026-12-04', false],
    ['7 days ahead, of one made yesterday for 8 days', '2026-11-26', '2026-12-04', true],
  ])('that lies %s is told or not', (_, madeOn, endsOn, isTold) => {
    expect(isToldOf({ madeOn: day(madeOn), endsOn: day(endsOn) }, today)).toBe(isTold);
  });
});
