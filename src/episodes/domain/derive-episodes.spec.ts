import { addDays, dayNumber, type CalendarDay } from '../../kernel/calendar-day.js';
import { monthsBetween, onDay, period, type Period } from '../../kernel/period.js';
import type { FrameworkRules } from '../../inspections/domain/framework.js';
import type { Band } from '../../inspections/domain/grade-scale.js';
import type { Grade, JudgedInspection } from '../../inspections/domain/judgement.js';
import { lineageFrom, type Lineage, noLineage } from '../../organisations/domain/lineage.js';
import type { OrganisationLinkType } from '../../vocabulary/domain/organisation-link-types.js';
import { type DerivedEpisode, deriveEpisodes, watchMonths } from './derive-episodes.js';

/** One headline, one further area: failing is formal on the headline alone. */
const headline: FrameworkRules = {
  key: 'headline',
  formalFailure: [{ area: 'overall', grades: ['inadequate'] }],
  seriousFindings: [{ area: 'leaders', grades: ['inadequate'] }],
  areas: [
    { key: 'overall', isOverall: true },
    { key: 'leaders', isOverall: false },
  ],
};

const byArea: FrameworkRules = {
  key: 'by-area',
  formalFailure: [],
  seriousFindings: [{ area: 'leaders', grades: ['inadequate'] }],
  areas: [{ key: 'leaders', isOverall: false }],
};

const bandOf: Readonly<Record<string, Band>> = {
  inadequate: 'failing',
  requires_improvement: 'below',
  good: 'meeting',
};

const gradeOf = (key: string): Grade => ({
  scale: 'oria4',
  key,
  band: bandOf[key] ?? 'none',
  altBand: null,
  isFailing: key === 'inadequate',
});

type Change = Partial<JudgedInspection>;

/** "2019-05-08 inadequate": a judgement on a date. A second grade is that of leaders. */
function judgement(text: string, change: Change = {}): JudgedInspection {
  const [date = '', overall = '', leaders] = text.split(' ');
  const given = [
    ['overall', overall],
    ['leaders', leaders],
  ] as const;
  return {
    id: text,
    organisationId: 'council',
    area: 'children',
    unit: null,
    judgedOn: date === '?' ? null : period(date),
    dateInferred: false,
    frameworkInferred: false,
    rules: headline,
    type: 'full',
    judgements: given.flatMap(([area, grade]) =>
      grade && grade !== '-'
        ? [{ area, isOverall: area === 'overall', unit: null, grade: gradeOf(grade), absence: null }]
        : [],
    ),
    categories: [],
    ...change,
  };
}

const derive = (inspections: readonly JudgedInspection[], lineage: Lineage = noLineage): readonly DerivedEpisode[] =>
  deriveEpisodes(inspections, { watchMonths, lineage });

const story = (...texts: readonly string[]): readonly DerivedEpisode[] => derive(texts.map((text) => judgement(text)));

/** trigger → not failing → good, for reading at a glance. */
const told = (episodes: readonly DerivedEpisode[]): readonly string[] =>
  episodes.map(({ trigger, notFailing, good }) =>
    [trigger.inspectionId, notFailing?.inspectionId ?? 'open', good?.inspectionId ?? 'not good yet'].join(' → '),
  );

const links = (...texts: readonly string[]): Lineage =>
  lineageFrom(
    texts.map((text) => {
      const [fromId = '', type, toId = ''] = text.split(' ');
      return { fromId, type: type as OrganisationLinkType, toId, on: null };
    }),
  );

const spell = (organisationId: string): readonly JudgedInspection[] => [
  judgement('2010-01-01 inadequate', { organisationId }),
  judgement('2012-01-01 good', { organisationId }),
];
const later = (organisationId: string): JudgedInspection => judgement('2015-01-01 inadequate', { organisationId });

/** Park and Miller's generator: the same histories on every run. */
const numbers = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
};

const pick = <Item>(items: readonly Item[], next: () => number): Item => items[Math.floor(next() * items.length)];

/** Judgements of every kind, on dates and bodies that chance picks. */
const history = (seed: number, length = 60): readonly JudgedInspection[] => {
  const next = numbers(seed);
  return Array.from({ length }, (_, index) => {
    const date = addDays('2004-01-01' as CalendarDay, Math.floor(next() * 7000));
    const grades = `${pick(['inadequate', 'inadequate', 'requires_improvement', 'good', '-'], next)} ${pick(['good', 'inadequate', '-'], next)}`;
    return judgement(`${date} ${grades}`, {
      id: `${seed}-${index}`,
      organisationId: pick(['council', 'trust', 'other', 'service'], next),
      area: pick(['children', 'corporate', 'finance'] as const, next),
      unit: pick([null, null, 'maternity'], next),
      rules: pick([headline, headline, byArea, null], next),
      dateInferred: next() < 0.1,
    });
  });
};

/** Four years on, day for day. */
const moved = (on: Period): Period => onDay(addDays(on.start, 1461));

describe('a failing spell', () => {
  it('opens on a failing judgement and runs to the first that is better', () => {
    expect(told(story('2010-12-17 inadequate', '2013-02-01 requires_improvement', '2016-01-20 good'))).toEqual([
      '2010-12-17 inadequate → 2013-02-01 requires_improvement → 2016-01-20 good',
    ]);
  });

  it('is prolonged, not doubled, by further failing judgements', () => {
    const [episode, ...others] = story('2012-11-16 inadequate', '2015-11-27 inadequate', '2018-01-19 good');
    expect(others).toEqual([]);
    expect(episode?.lastFailing.inspectionId).toBe('2015-11-27 inadequate');
    expect(episode?.trigger.inspectionId).toBe('2012-11-16 inadequate');
    expect(episode?.good?.inspectionId).toBe('2018-01-19 good');
  });

  it('stays open while no judgement is better', () => {
    const [episode] = story('2025-10-15 inadequate');
    expect(episode).toMatchObject({ notFailing: null, good: null, watchUntil: null, byArea: false });
  });

  it('does not open on a good record', () => {
    expect(story('2014-06-30 good', '2018-08-06 good')).toEqual([]);
  });

  it('is not good again until a good judgement comes before the next failure', () => {
    expect(
      told(
        story('2010-01-01 inadequate', '2011-01-01 requires_improvement', '2012-01-01 inadequate', '2014-01-01 good'),
      ),
    ).toEqual([
      '2010-01-01 inadequate → 2011-01-01 requires_improvement → not good yet',
      '2012-01-01 inadequate → 2014-01-01 good → 2014-01-01 good',
    ]);
  });

  it('keeps the worse of two judgements on one day', () => {
    expect(told(story('2019-05-08 inadequate', '2019-05-08 good', '2020-01-01 good'))).toEqual([
      '2019-05-08 inadequate → 2020-01-01 good → 2020-01-01 good',
    ]);
  });

  it('takes the same one of two like judgements on one day, whichever comes first', () => {
    const [a, b] = [judgement('2019-05-08 inadequate', { id: 'a' }), judgement('2019-05-08 inadequate', { id: 'b' })];
    expect(derive([a, b])[0]?.trigger.inspectionId).toBe('a');
    expect(derive([b, a])[0]?.trigger.inspectionId).toBe('a');
  });

  it('is not good before it is known to be over', () => {
    const rules: FrameworkRules = { ...headline, formalFailure: [{ area: 'leaders', grades: ['inadequate'] }] };
    const episodes = derive([
      judgement('2019-01-01 good inadequate', { rules }),
      judgement('2020-01-01 good', { rules }),
      judgement('2021-01-01 requires_improvement good', { rules }),
    ]);
    expect(told(episodes)).toEqual([
      '2019-01-01 good inadequate → 2021-01-01 requires_improvement good → not good yet',
    ]);
  });

  it('claims no end within a year of which only the year is known', () => {
    expect(told(story('2013 inadequate', '2013 good'))).toEqual(['2013 inadequate → open → not good yet']);
  });

  it('is not touched by a judgement without a date', () => {
    expect(told(story('2010-01-01 inadequate', '? good'))).toEqual(['2010-01-01 inadequate → open → not good yet']);
  });

  it('is told apart for each body, area and unit', () => {
    const episodes = derive([
      judgement('2010-01-01 inadequate'),
      judgement('2010-02-01 inadequate', { area: 'adults' }),
      judgement('2010-03-01 inadequate', { unit: 'maternity' }),
      judgement('2010-04-01 inadequate', { organisationId: 'other' }),
      judgement('2011-01-01 good', { area: 'adults' }),
    ]);
    expect(told(episodes)).toEqual([
      '2010-01-01 inadequate → open → not good yet',
      '2010-02-01 inadequate → 2011-01-01 good → 2011-01-01 good',
      '2010-03-01 inadequate → open → not good yet',
      '2010-04-01 inadequate → open → not good yet',
    ]);
  });
});

describe('a judgement by areas', () => {
  it('opens a spell marked so, and the same areas end it', () => {
    const episodes = derive([
      judgement('2026-05-01 - inadequate', { rules: byArea }),
      judgement('2027-05-01 - good', { rules: byArea }),
    ]);
    expect(told(episodes)).toEqual(['2026-05-01 - inadequate → 2027-05-01 - good → 2027-05-01 - good']);
    expect(episodes[0]?.byArea).toBe(true);
  });
});

describe('a serious finding', () => {
  it('opens nothing by itself', () => {
    expect(story('2022-04-01 requires_improvement inadequate')).toEqual([]);
  });

  it('ends a spell when the headline holds, and stays on its life line', () => {
    const [episode] = story('2020-01-01 inadequate', '2022-04-01 requires_improvement inadequate', '2023-01-01 good');
    expect(episode?.notFailing?.inspectionId).toBe('2022-04-01 requires_improvement inadequate');
    expect(episode?.serious.map(({ inspectionId }) => inspectionId)).toEqual([
      '2022-04-01 requires_improvement inadequate',
    ]);
  });

  it('after the end is kept as a decline, and opens no new spell', () => {
    const episodes = story('2012-11-16 inadequate', '2018-01-01 good', '2022-04-01 requires_improvement inadequate');
    expect(episodes).toHaveLength(1);
    expect(episodes[0]?.serious).toHaveLength(1);
  });

  it('ends nothing when the headline is not known', () => {
    const [episode] = story('2020-01-01 inadequate', '2021-01-01 - inadequate');
    expect(episode?.notFailing).toBeNull();
    expect(episode?.serious).toHaveLength(1);
  });
});

describe('an inferred date or framework', () => {
  it('never opens a spell, so that the next firm judgement does', () => {
    const episodes = derive([judgement('2008 inadequate', { dateInferred: true }), judgement('2010-12-17 inadequate')]);
    expect(told(episodes)).toEqual(['2010-12-17 inadequate → open → not good yet']);
  });

  it('may end one, and is marked', () => {
    const [episode] = derive([judgement('2008-12 inadequate'), judgement('2011-04 good', { dateInferred: true })]);
    expect(episode?.notFailing).toEqual({ inspectionId: '2011-04 good', on: period('2011-04'), inferred: true });
  });

  it('may prolong one, and opens none after it has ended', () => {
    const guess = { frameworkInferred: true };
    const episodes = derive([
      judgement('2008-01-01 inadequate'),
      judgement('2009-01-01 inadequate', guess),
      judgement('2010-01-01 good'),
      judgement('2011-01-01 inadequate', guess),
    ]);
    expect(told(episodes)).toEqual(['2008-01-01 inadequate → 2010-01-01 good → 2010-01-01 good']);
    expect(episodes[0]?.lastFailing).toMatchObject({ inspectionId: '2009-01-01 inadequate', inferred: true });
  });
});

describe('a relapse', () => {
  const westSussex = [
    '2010-12-17 inadequate',
    '2013-02 requires_improvement',
    '2019-05-08 inadequate',
    '2023-05-11 good',
  ];

  it('follows within 84 months of the first not-failing judgement', () => {
    const [first, second] = story(...westSussex);
    expect(first).toMatchObject({ relapseOf: null, monthsSinceNotFailing: null, watchUntil: '2020-02-15' });
    expect(second).toMatchObject({
      relapseOf: 0,
      monthsSinceNotFailing: { months: 74.7, uncertainty: 0.5 },
      watchUntil: '2030-05-11',
    });
  });

  it.each([
    ['2017-01-01', 0],
    ['2017-01-02', null],
  ])('counts the last day of the watch: failing on %s is a relapse of %s', (day, expected) => {
    const episodes = story('2005-01-01 inadequate', '2010-01-01 good', `${day} inadequate`);
    expect(episodes[1]?.relapseOf).toBe(expected);
  });

  it('follows the one that ended last', () => {
    const episodes = story(
      '2005-01-01 inadequate',
      '2006-01-01 good',
      '2007-01-01 inadequate',
      '2008-01-01 good',
      '2009-01-01 inadequate',
    );
    expect(episodes.map(({ relapseOf }) => relapseOf)).toEqual([null, 0, 1]);
  });

  it('in a unit follows a failure of the whole, and not the reverse', () => {
    const unit = { unit: 'maternity' };
    const after = derive([
      judgement('2009-01-01 inadequate'),
      judgement('2014-06-09 good'),
      judgement('2020-08 inadequate', unit),
    ]);
    expect(after.map(({ relapseOf }) => relapseOf)).toEqual([null, 0]);
    const before = derive([
      judgement('2009-01-01 inadequate', unit),
      judgement('2014-06-09 good', unit),
      judgement('2020-08 inadequate'),
    ]);
    expect(before.map(({ relapseOf }) => relapseOf)).toEqual([null, null]);
  });

  it('follows the last end, be it of the unit or of the whole', () => {
    const unit = { unit: 'maternity' };
    const ends = (unitEnd: string, wholeEnd: string): readonly JudgedInspection[] => [
      judgement('2004-01-01 inadequate', unit),
      judgement('2005-01-01 inadequate'),
      judgement(`${unitEnd} good`, unit),
      judgement(`${wholeEnd} good`),
      judgement('2010-01-01 inadequate', unit),
    ];
    expect(derive(ends('2006-01-01', '2008-01-01'))[2]?.relapseOf).toBe(1);
    expect(derive(ends('2008-01-01', '2006-01-01'))[2]?.relapseOf).toBe(0);
  });

  it('may follow on the very day of the end', () => {
    const unit = { unit: 'maternity' };
    const episodes = derive([
      judgement('2010-01-01 inadequate'),
      judgement('2012-01-01 good'),
      judgement('2012-01-01 inadequate', unit),
    ]);
    expect(episodes[1]).toMatchObject({ relapseOf: 0, monthsSinceNotFailing: { months: 0 } });
  });

  it('is never of itself, when the end is known only to the year', () => {
    expect(story('2015-07-01 inadequate', '2015 good')[0]).toMatchObject({ relapseOf: null, watchUntil: '2022-07-01' });
  });

  it('in an area within follows one in the area around it', () => {
    const episodes = derive([
      judgement('2010-01-01 inadequate', { area: 'corporate' }),
      judgement('2012-01-01 good', { area: 'corporate' }),
      judgement('2014-01-01 inadequate', { area: 'finance' }),
      judgement('2014-01-01 inadequate', { area: 'adults', id: 'adults' }),
    ]);
    expect(episodes.map(({ area, relapseOf }) => [area, relapseOf])).toEqual([
      ['corporate', null],
      ['finance', 0],
      ['adults', null],
    ]);
  });

  it.each(['replaced_by', 'acquired_by', 'absorbed_by', 'merged_into', 'transferred_to'])(
    'follows into a body linked by %s',
    (type) => {
      const episodes = derive([...spell('old'), later('new')], links(`old ${type} new`));
      expect(episodes.map(({ relapseOf }) => relapseOf)).toEqual([null, 0]);
    },
  );

  it('follows into a service within the body, and within its successor', () => {
    const inside = derive([...spell('council'), later('service')], links('service parent council'));
    expect(inside.map(({ relapseOf }) => relapseOf)).toEqual([null, 0]);
    const inSuccessor = derive(
      [...spell('old'), later('service')],
      links('service parent council', 'old replaced_by council'),
    );
    expect(inSuccessor.map(({ relapseOf }) => relapseOf)).toEqual([null, 0]);
  });

  it('does not follow from a service to the body around it, nor into a stranger', () => {
    expect(derive([...spell('service'), later('council')], links('service parent council'))[1]?.relapseOf).toBeNull();
    expect(derive([...spell('a'), later('b')], links('a merged_into c', 'b merged_into c'))[1]?.relapseOf).toBeNull();
  });
});

describe('a trust that delivers for one council', () => {
  it("carries the council's spell on to its end", () => {
    const trust = { organisationId: 'trust' };
    const episodes = derive(
      [
        judgement('2012-11-16 inadequate'),
        judgement('2015-11-27 inadequate', trust),
        judgement('2018-01 good', trust),
        judgement('2025 good'),
      ],
      links('trust delivers_for council', 'trust absorbed_by council'),
    );
    expect(told(episodes)).toEqual(['2012-11-16 inadequate → 2018-01 good → 2018-01 good']);
    expect(episodes[0]?.organisationId).toBe('council');
  });
});

describe('over any history', () => {
  const lineage = links('trust replaced_by other', 'service parent council');
  const seeds = Array.from({ length: 60 }, (_, index) => index + 1);

  it('the order of the input does not matter', () => {
    for (const seed of seeds) {
      const inspections = history(seed);
      const next = numbers(seed + 1000);
      const shuffled = inspections
        .map((each) => [next(), each] as const)
        .toSorted((a, b) => a[0] - b[0])
        .map(([, each]) => each);
      expect(derive(shuffled, lineage)).toEqual(derive(inspections, lineage));
    }
  });

  it('visits without a grade change nothing', () => {
    for (const seed of seeds) {
      const inspections = history(seed);
      const visits = inspections.map((each) => ({ ...each, id: `0-visit-${each.id}`, type: 'monitoring' as const }));
      const ungraded = inspections.map((each) => ({
        ...each,
        id: `0-focus-${each.id}`,
        type: 'focused' as const,
        judgements: [],
      }));
      expect(derive([...visits, ...inspections, ...ungraded], lineage)).toEqual(derive(inspections, lineage));
    }
  });

  it('moving every date by the same number of days moves the results and nothing else', () => {
    for (const seed of seeds) {
      const inspections = history(seed);
      const before = derive(inspections, lineage);
      const after = derive(
        inspections.map((each) => ({ ...each, judgedOn: each.judgedOn && moved(each.judgedOn) })),
        lineage,
      );
      expect(after.map(({ trigger }) => trigger)).toEqual(
        before.map(({ trigger }) => ({ ...trigger, on: moved(trigger.on) })),
      );
      expect(
        after.map(({ notFailing, good, relapseOf, monthsSinceNotFailing }) => [
          notFailing?.inspectionId,
          good?.inspectionId,
          relapseOf,
          monthsSinceNotFailing,
        ]),
      ).toEqual(
        before.map(({ notFailing, good, relapseOf, monthsSinceNotFailing }) => [
          notFailing?.inspectionId,
          good?.inspectionId,
          relapseOf,
          monthsSinceNotFailing,
        ]),
      );
    }
  });

  it('spells of one place never overlap, end after they begin, and come in order', () => {
    for (const seed of seeds) {
      const episodes = derive(history(seed, 200), lineage);
      expect(episodes.length).toBeGreaterThan(3);
      const starts = episodes.map(({ trigger }) => dayNumber(trigger.on.start));
      expect(starts).toEqual(starts.toSorted((a, b) => a - b));
      const lastEnd = new Map<string, number>();
      for (const { organisationId, area, unit, trigger, notFailing } of episodes) {
        const place = JSON.stringify([organisationId, area, unit]);
        const begins = dayNumber(trigger.on.start);
        expect(begins).toBeGreaterThan(lastEnd.get(place) ?? -Infinity);
        const ends = notFailing ? dayNumber(notFailing.on.start) : Infinity;
        expect(ends).toBeGreaterThan(begins);
        lastEnd.set(place, ends);
      }
    }
  });

  it('every relapse is told with the months since the earlier end', () => {
    for (const seed of seeds) {
      const episodes = derive(history(seed, 200), lineage);
      for (const { relapseOf, monthsSinceNotFailing, trigger } of episodes) {
        const earlier = relapseOf === null ? null : episodes[relapseOf];
        expect(monthsSinceNotFailing).toEqual(
          earlier?.notFailing ? monthsBetween(earlier.notFailing.on, trigger.on) : null,
        );
      }
    }
  });
});
