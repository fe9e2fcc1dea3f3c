import { day } from '../../kernel/calendar-day.js';
import { draftBody, whyNotAgreed } from './minutes.js';

describe('the first words of an item', () => {
  it('tell its outcome, then what was decided, asked and asked for', () => {
    expect(
      draftBody({
        outcome: 'The board heard the report.',
        decisions: [{ ref: 'DE-0001', type: 'Decision', text: 'Move the date.' }],
        challenges: [{ ref: 'CH-0001', text: 'Why so late?', toPost: 'Director of housing', dueOn: day('2026-12-01') }],
        actions: [{ ref: 'BA-0001', text: 'Send the plan.', ownerPost: 'DCS', dueOn: day('2027-01-09') }],
      }),
    ).toBe(
      [
        'The board heard the report.',
        'Decision DE-0001: Move the date.',
        'Challenge CH-0001 to the director of housing, answer due 1 December 2026: Why so late?',
        'Action BA-0001 for the DCS, due 9 January 2027: Send the plan.',
      ].join('\n\n'),
    );
  });

  it('are none where nothing came of it', () => {
    expect(draftBody({ outcome: null, decisions: [], challenges: [], actions: [] })).toBe('');
  });
});

describe('minutes', () => {
  const today = day('2026-11-23');
  const drafted = { state: 'minutes_drafted' as const, heldOn: day('2026-10-19') };
  const at = { state: 'issued' as const, heldOn: today };

  it.each([
    [null, drafted, { how: 'meeting', at }],
    [null, drafted, { how: 'meeting', at: { ...at, state: 'held' } }],
    [null, drafted, { how: 'writing', note: 'By email' }],
    ['no-note', drafted, { how: 'writing', note: null }],
    ['no-meeting', drafted, { how: 'meeting', at: null }],
    ['meeting-not-later', drafted, { how: 'meeting', at: { ...at, heldOn: drafted.heldOn } }],
    ['meeting-not-under-way', drafted, { how: 'meeting', at: { ...at, state: 'collecting' } }],
    ['meeting-not-under-way', drafted, { how: 'meeting', at: { ...at, heldOn: day('2026-11-24') } }],
    ['not-drafted', { ...drafted, state: 'held' }, { how: 'meeting', at }],
    ['agreed-already', { ...drafted, state: 'published' }, { how: 'meeting', at }],
  ] as const)('are refused agreement as %p: %#', (refusal, review, agreement) => {
    expect(whyNotAgreed(review, agreement, today)).toBe(refusal);
  });
});
