import { day } from '../../kernel/calendar-day.js';
import { type DerivedSpell, type HeldSpell, matchEpisodes } from './match-episodes.js';

const derived = (trigger: string, from: string, to: string | null, more: Partial<DerivedSpell> = {}): DerivedSpell => ({
  organisationId: 'ws',
  area: 'children',
  unit: null,
  triggerInspectionId: trigger,
  triggerDay: day(from),
  endDay: to === null ? null : day(to),
  ...more,
});

const held = (id: string, from: string, to: string | null, more: Partial<HeldSpell> = {}): HeldSpell => ({
  id,
  organisationId: 'ws',
  area: 'children',
  unit: null,
  triggerInspectionId: null,
  derivedTriggerInspectionId: null,
  triggerDay: day(from),
  endDay: to === null ? null : day(to),
  isDormant: false,
  ...more,
});

describe('matching derived episodes with those on the record', () => {
  it('knows an episode by the inspection that opened it, whoever wrote it down', () =>
    expect(
      matchEpisodes(
        [derived('slac', '2010-12-17', '2013-02-15'), derived('ilacs', '2019-05-08', '2023-05-11')],
        [
          held('first', '2010-12-17', null, { triggerInspectionId: 'slac' }),
          held('second', '2019-05-08', null, { derivedTriggerInspectionId: 'ilacs' }),
        ],
      ),
    ).toEqual({ heldIds: ['first', 'second'], leftOver: [] }));

  it('keeps the episode when an earlier judgement comes to light', () =>
    expect(
      matchEpisodes(
        [derived('earlier', '2010-02-01', '2013-02-15')],
        [held('first', '2010-12-17', '2013-02-15', { triggerInspectionId: 'slac' })],
      ),
    ).toEqual({ heldIds: ['first'], leftOver: [] }));

  it('does not tell a failure twice that a notice opened before any judgement', () =>
    expect(matchEpisodes([derived('later', '2010-02-01', null)], [held('notice', '2009-11-27', '2014-06-09')])).toEqual(
      { heldIds: ['notice'], leftOver: [] },
    ));

  it.each([
    ['another body', { organisationId: 'other' }],
    ['another area', { area: 'corporate' as const }],
    ['another part', { unit: 'fostering' }],
  ])('keeps %s apart', (_, more) =>
    expect(matchEpisodes([derived('x', '2010-02-01', null, more)], [held('a', '2009-11-27', null)])).toEqual({
      heldIds: [null],
      leftOver: ['a'],
    }),
  );

  it('leaves over what ended before and what no judgement opens', () =>
    expect(
      matchEpisodes(
        [derived('x', '2019-05-08', null)],
        [held('a', '2010-12-17', '2013-02-15'), held('b', '2030-01-01', null, { unit: 'x' })],
      ),
    ).toEqual({ heldIds: [null], leftOver: ['a', 'b'] }));

  it('wakes a dormant episode by its inspection alone', () => {
    const dormant = held('old', '2019-05-08', null, { derivedTriggerInspectionId: 'ilacs', isDormant: true });
    expect(matchEpisodes([derived('ilacs', '2019-05-08', null)], [dormant])).toEqual({
      heldIds: ['old'],
      leftOver: [],
    });
    expect(matchEpisodes([derived('other', '2019-05-08', null)], [dormant])).toEqual({ heldIds: [null], leftOver: [] });
  });

  it('matches each episode once', () =>
    expect(
      matchEpisodes(
        [derived('a', '2010-01-01', '2011-01-01'), derived('b', '2010-06-01', null)],
        [held('one', '2010-03-01', null, { triggerInspectionId: 'b' })],
      ),
    ).toEqual({ heldIds: [null, 'one'], leftOver: [] }));
});
