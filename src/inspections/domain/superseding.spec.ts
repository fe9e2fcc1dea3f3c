import { day } from '../../kernel/calendar-day.js';
import { type InSequence, supersededBy } from './superseding.js';

const inspection = (id: string, judged: string | null, more: Partial<InSequence> = {}): InSequence => ({
  id,
  organisationId: 'ws',
  framework: 'ofsted_ilacs_2018',
  unit: null,
  type: 'full',
  graded: true,
  judgedDay: judged === null ? null : day(judged),
  ...more,
});

describe('superseding', () => {
  it('lets the next full inspection of the same framework family take the place', () =>
    expect([
      ...supersededBy([
        inspection('c', '2026-01-01', { framework: 'ofsted_ilacs_2026' }),
        inspection('a', '2019-05-08'),
        inspection('b', '2023-05-11', { framework: 'ofsted_ilacs_2023' }),
      ]),
    ]).toEqual([
      ['b', 'c'],
      ['a', 'b'],
    ]));

  it.each([
    ['of another framework', { framework: 'ofsted_sif_2013' }],
    ['of another body', { organisationId: 'other' }],
    ['of a part', { unit: 'fostering' }],
    ['of another type', { type: 'focused' as const }],
    ['without grades', { graded: false }],
    ['without a framework on record', { framework: null }],
  ])('leaves an inspection %s alone', (_, more) =>
    expect(supersededBy([inspection('a', '2019-05-08', more), inspection('b', '2023-05-11')]).size).toBe(0),
  );

  it('does not order what has no date or the same day', () => {
    expect(supersededBy([inspection('a', null), inspection('b', '2023-05-11')]).size).toBe(0);
    expect(supersededBy([inspection('a', '2023-05-11'), inspection('b', '2023-05-11')]).size).toBe(0);
    expect([
      ...supersededBy([inspection('a', '2019-01-01'), inspection('b', '2019-01-01'), inspection('c', '2023-05-11')]),
    ]).toEqual([
      ['b', 'c'],
      ['a', 'c'],
    ]);
  });
});
