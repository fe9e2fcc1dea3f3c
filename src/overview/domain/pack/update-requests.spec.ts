import { day } from '../../../kernel/calendar-day.js';
import { reminderLetter, requestState, type UpdateRequest } from './update-requests.js';

const request = (given: Partial<UpdateRequest> = {}): UpdateRequest => ({
  kind: 'milestone',
  ref: 'MS-0001',
  title: 'See every child in time',
  of: 'PL-0001',
  ownerPost: 'Head of assessment',
  saidOn: null,
  ...given,
});

describe('where a request for an update stands', () => {
  const when = { since: day('2026-02-04'), dueOn: day('2026-02-18'), today: day('2026-02-18') };

  it.each([
    ['2026-02-05', when, 'given'],
    ['2026-02-04', when, 'waiting'],
    [null, when, 'waiting'],
    [null, { ...when, today: day('2026-02-19') }, 'overdue'],
    ['2025-01-01', { ...when, since: null }, 'given'],
    [null, { ...when, since: null }, 'waiting'],
  ] as const)('said on %p: %#', (saidOn, at, state) => {
    expect(requestState({ saidOn: saidOn === null ? null : day(saidOn) }, at)).toBe(state);
  });
});

describe('the letter that asks for it', () => {
  it('names what is to come by the post that owes it', () => {
    const { subject, text } = reminderLetter(
      {
        board: 'Improvement Board',
        held: '4 March 2026',
        due: '18 February 2026',
        publicUrl: 'https://record.example',
        paths: ['/plans/PL-0001'],
        requests: [
          request(),
          request({ ref: 'MS-0002', title: 'Recruit', ownerPost: null }),
          request({ ref: 'MS-0003' }),
        ],
      },
      'Olu',
    );
    expect(subject).toBe('3 updates for the Improvement Board on 4 March 2026');
    expect(text).toContain('Hello Olu,');
    expect(text).toContain(
      'Head of assessment:\n- MS-0001 See every child in time (PL-0001)\n- MS-0003 See every child in time (PL-0001)',
    );
    expect(text).toContain('Nobody is named as the owner:\n- MS-0002 Recruit (PL-0001)');
    expect(text).toContain('https://record.example/plans/PL-0001');
  });
});
