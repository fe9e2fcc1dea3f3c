import { aPackLesson, aPackMeasure, aPackMilestone, packFacts } from '../../../../test/builders/pack-facts.js';
import { day } from '../../../kernel/calendar-day.js';
import { packDifference } from './pack-difference.js';

const before = packFacts({
  milestones: [aPackMilestone(1), aPackMilestone(2), aPackMilestone(3)],
  measures: [aPackMeasure(1)],
});

describe('what changed between two packs', () => {
  it('is nothing between a pack and itself', () => {
    expect(packDifference(before, before)).toEqual([]);
  });

  it('tells what came, what went and what reads otherwise, each with both readings', () => {
    const after = packFacts({
      milestones: [
        aPackMilestone(1, { current: day('2026-06-30'), ownerPost: 'Director' }),
        aPackMilestone(3),
        aPackMilestone(4),
      ],
      measures: [aPackMeasure(1, { newest: '85%', newestOn: '2026-02' })],
    });
    expect(packDifference(before, after)).toEqual([
      {
        is: 'changed',
        kind: 'milestone',
        ref: 'MS-0001',
        title: 'Milestone 1',
        fields: [
          { field: 'owner', before: 'Head of assessment', after: 'Director' },
          { field: 'date', before: '2026-05-01', after: '2026-06-30' },
        ],
      },
      { is: 'added', kind: 'milestone', ref: 'MS-0004', title: 'Milestone 4' },
      { is: 'removed', kind: 'milestone', ref: 'MS-0002', title: 'Milestone 2' },
      {
        is: 'changed',
        kind: 'measure',
        ref: 'ME-0001',
        title: 'Measure 1',
        fields: [
          { field: 'newest', before: '83%', after: '85%' },
          { field: 'newest_on', before: '2026-01', after: '2026-02' },
        ],
      },
    ]);
  });

  it('tells where a board or the record says otherwise of a lesson, and nothing of a pack that had no lessons yet', () => {
    const lessons = (...rows: ReturnType<typeof aPackLesson>[]) =>
      packFacts({ lessons: { episode: null, rows, due: [] } });
    const assessed = aPackLesson(1, { level: 2, assessedOn: day('2026-02-04') });
    const [change, ...rest] = packDifference(
      lessons(aPackLesson(1), aPackLesson(2)),
      lessons(assessed, aPackLesson(2)),
    );
    expect(rest).toEqual([]);
    expect(change).toEqual({
      is: 'changed',
      kind: 'lesson',
      ref: 'Lesson 1',
      title: 'Lesson 1',
      fields: [
        { field: 'level', before: null, after: 'Starting' },
        { field: 'assessed_on', before: null, after: '2026-02-04' },
      ],
    });
    expect(packDifference(packFacts(), lessons(assessed))).toEqual([]);
  });

  it('goes both ways: what one direction calls added the other calls removed', () => {
    const after = packFacts({ milestones: [aPackMilestone(1)], measures: [] });
    const there = packDifference(before, after).map(({ is, ref }) => `${is} ${ref}`);
    const back = packDifference(after, before).map(({ is, ref }) => `${is} ${ref}`);
    expect(there).toEqual(['removed MS-0002', 'removed MS-0003', 'removed ME-0001']);
    expect(back).toEqual(['added MS-0002', 'added MS-0003', 'added ME-0001']);
  });

  it('tells a date that was taken away', () => {
    const after = packFacts({ milestones: [aPackMilestone(1, { forecast: day('2026-05-20') })] });
    const [change] = packDifference(after, packFacts({ milestones: [aPackMilestone(1)] }));
    expect(change).toMatchObject({ fields: [{ field: 'forecast', before: '2026-05-20', after: null }] });
  });
});
