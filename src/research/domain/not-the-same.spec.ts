import { day } from '../../kernel/calendar-day.js';
import { aRecoveryCase, aSeries, dated } from '../../../test/builders/a-compared-case.js';
import { notTheSame } from './not-the-same.js';
import type { RecoveryCase } from './recovery-case.js';

const over = { notFailing: dated('2016-01-01'), endFramework: aSeries('sif') };
const pair = (second: Partial<RecoveryCase>, first: Partial<RecoveryCase> = {}) =>
  notTheSame([aRecoveryCase('EP-1', { ...over, ...first }), aRecoveryCase('EP-2', { ...over, ...second })]);

describe('what is not the same between cases', () => {
  it('is nothing between two that are alike', () => {
    expect(pair({})).toEqual([]);
  });

  it.each<[string, Partial<RecoveryCase>, readonly [string, readonly (readonly [string | null, string])[]][]]>([
    [
      'the framework, though the scale is the same',
      { framework: aSeries('ilacs'), endFramework: aSeries('ilacs') },
      [
        [
          'framework',
          [
            ['Framework sif', 'EP-1'],
            ['Framework ilacs', 'EP-2'],
          ],
        ],
      ],
    ],
    [
      'framework and scale',
      { framework: aSeries('apa', { scale: 'stars', scaleLabel: 'Stars' }), endFramework: null },
      [
        [
          'framework',
          [
            ['Framework sif', 'EP-1'],
            ['Framework apa', 'EP-2'],
          ],
        ],
        [
          'scale',
          [
            ['Four grades', 'EP-1'],
            ['Stars', 'EP-2'],
          ],
        ],
      ],
    ],
    [
      'a scale that changed within one of them',
      { endFramework: aSeries('new', { scale: 'three', scaleLabel: 'Three grades' }) },
      [['scale-changed', [['failed on “Four grades”, judged better on “Three grades”', 'EP-2']]]],
    ],
    [
      'the part of the work',
      { area: 'finance' },
      [
        [
          'area',
          [
            ["Children's services", 'EP-1'],
            ['Finance', 'EP-2'],
          ],
        ],
      ],
    ],
    [
      'what opened it',
      { triggerKind: 'self_declaration' },
      [
        [
          'trigger',
          [
            ['A failing judgement', 'EP-1'],
            ['A declaration by the governing body', 'EP-2'],
          ],
        ],
      ],
    ],
    [
      'a merger that came before recovery',
      { notFailing: null, endFramework: null, stopped: { ...dated('2017-04-01'), as: 'merged' } },
      [['competing', [['Merged', 'EP-2']]]],
    ],
    [
      'one that is not over',
      { notFailing: null, endFramework: null, followedTo: day('2020-05-01') },
      [['censored', [['2020-05-01', 'EP-2']]]],
    ],
    [
      'dates that are known to the year',
      { triggered: dated('2015') },
      [['rough', [['up to 6 months either way', 'EP-2']]]],
    ],
  ])('%s', (_name, second, notes) => {
    expect(pair(second).map(({ kind, groups }) => [kind, groups.map(({ value, refs }) => [value, ...refs])])).toEqual(
      notes,
    );
  });

  it('says nothing of a merger that came after recovery', () => {
    expect(pair({ stopped: { ...dated('2017-04-01'), as: 'merged' } })).toEqual([]);
  });

  it('names two episodes of one body, which are not independent', () => {
    expect(pair({ organisation: 'Council EP-1', organisationId: 'body-EP-1' })).toEqual([
      { kind: 'repeated', groups: [{ value: 'Council EP-1', refs: ['EP-1', 'EP-2'] }] },
    ]);
  });
});
