import { aComparedRow, aRecoveryCase, dated } from '../../../test/builders/a-compared-case.js';
import { period, periodText } from '../../kernel/period.js';
import { comparedCase, isOfCase, spellsOfCase, type Zero, zeroOf } from './compared-case.js';
import type { ComparedRow } from './compared-record.js';
import type { RecoveryCase } from './recovery-case.js';

const caseWith = (rows: readonly ComparedRow[], over: Partial<RecoveryCase> = {}) =>
  comparedCase(aRecoveryCase('EP-1', over), rows);

describe('a fact is one of the case', () => {
  it.each<[string, Partial<ComparedRow>, boolean]>([
    ['when it is of the part of the work that failed', { kind: 'intervention', area: 'children' }, true],
    ['when nothing says of which part it is', { kind: 'intervention', area: null }, true],
    ['not when it is of another part', { kind: 'intervention', area: 'corporate' }, false],
    [
      'when somebody put it down as one, whatever its part',
      { kind: 'intervention', area: 'corporate', isNamed: 1 },
      true,
    ],
    ['not when it was put down as one of another episode', { kind: 'warning', area: null, isOfAnother: 1 }, false],
    ['when it was put down as one of both', { kind: 'warning', area: null, isNamed: 1, isOfAnother: 1 }, true],
    ['not when it is a judgement of nobody knows what', { kind: 'judgement', area: null }, false],
    ['not when it is a judgement of a part of the body', { kind: 'judgement', unit: 'Fostering' }, false],
  ])('%s', (_name, over, is) => {
    expect(isOfCase(aComparedRow(over.kind ?? 'warning', over), { area: 'children', unit: null })).toBe(is);
  });

  it('when it is of money and the running of the body failed', () => {
    expect(isOfCase(aComparedRow('intervention', { area: 'finance' }), { area: 'corporate', unit: null })).toBe(true);
    expect(isOfCase(aComparedRow('intervention', { area: 'corporate' }), { area: 'finance', unit: null })).toBe(false);
  });
});

describe('the state of a case over time', () => {
  const told = (over: Partial<RecoveryCase>): string[] =>
    spellsOfCase(aRecoveryCase('EP-1', over)).map(
      ({ state, start, end }) => `${state} ${periodText(start)} ${end ? periodText(end) : '-'}`,
    );

  it.each<[string, Partial<RecoveryCase>, readonly string[]]>([
    ['is failing as long as nothing ends it', {}, ['failing 2015-01-01 -']],
    [
      'is not failing, and then good',
      { notFailing: dated('2016-06'), good: dated('2018-01-01') },
      ['failing 2015-01-01 2016-06', 'not-failing 2016-06 2018-01-01', 'good 2018-01-01 -'],
    ],
    [
      'is good at once where one judgement said both',
      { notFailing: dated('2016-06-01'), good: dated('2016-06-01') },
      ['failing 2015-01-01 2016-06-01', 'good 2016-06-01 -'],
    ],
    ['ends with a merger', { stopped: { ...dated('2016-04-01'), as: 'merged' } }, ['failing 2015-01-01 2016-04-01']],
    [
      'has no recovery after a merger',
      { stopped: { ...dated('2016-04-01'), as: 'merged' }, notFailing: dated('2017-01-01') },
      ['failing 2015-01-01 2016-04-01'],
    ],
    [
      'is failing again from a relapse, which good does not outlast',
      { notFailing: dated('2016-06-01'), good: dated('2020-01-01'), failedAgain: dated('2019-01-01') },
      ['failing 2015-01-01 2016-06-01', 'not-failing 2016-06-01 2019-01-01', 'failing 2019-01-01 -'],
    ],
  ])('%s', (_name, over, spells) => {
    expect(told(over)).toEqual(spells);
  });
});

describe('the judgements of a case', () => {
  it('are one mark for two headlines: the lower band with both words', () => {
    const headline = { recordId: 'x', code: 'meeting', label: 'Adequate', position: 0 };
    const { facts } = caseWith([
      aComparedRow('judgement', headline),
      aComparedRow('judgement', { ...headline, code: 'failing', label: 'Inadequate', position: 1 }),
    ]);
    expect(facts.map(({ band, label }) => [band, label])).toEqual([['failing', 'Inadequate and Adequate']]);
  });

  it('are broken where the framework changes, and nowhere else', () => {
    const judged = (recordId: string, startsOn: string, frameworkTitle: string | null) =>
      aComparedRow('judgement', { recordId, startsOn, frameworkTitle });
    const { breaks } = caseWith([
      judged('c', '2018-05-01', 'New'),
      judged('a', '2013-01-01', 'Old'),
      judged('b', '2015-01-01', 'Old'),
      judged('d', '2020-01-01', 'New'),
    ]);
    expect(breaks).toEqual([{ on: period('2018-05-01'), label: 'New' }]);
  });

  it('and help that is an intervention too is told once, as help', () => {
    const { facts } = caseWith([
      aComparedRow('intervention', { recordId: 'i', level: 1 }),
      aComparedRow('support', { recordId: 's', detail: 'i' }),
    ]);
    expect(facts.map(({ kind, detail }) => [kind, detail])).toEqual([['support', null]]);
  });
});

describe('month zero of a case', () => {
  const rows = [
    aComparedRow('warning', { recordId: 'w1', startsOn: '2005-01-01' }),
    aComparedRow('warning', { recordId: 'w2', startsOn: '2013-05' }),
    aComparedRow('warning', { recordId: 'w3', startsOn: '2014-05-01' }),
    aComparedRow('intervention', { recordId: 'i1', startsOn: '2014-11-01', level: 2 }),
    aComparedRow('intervention', { recordId: 'i2', startsOn: '2015-03-01', level: 4 }),
    aComparedRow('board', { recordId: 'b', startsOn: '2015-06-01' }),
  ];
  const zero = (by: Zero, over: readonly ComparedRow[] = rows, earlier: string | null = null): string | null => {
    const on = zeroOf(comparedCase(aRecoveryCase('EP-1'), over, earlier === null ? null : period(earlier)), by);
    return on && periodText(on);
  };

  it.each<[string, Zero, readonly ComparedRow[], string | null, string | null]>([
    ['is the trigger', 'trigger', rows, null, '2015-01-01'],
    ['is the first warning in the 84 months before it', 'warning', rows, null, '2013-05'],
    ['is no warning from before an earlier failure was over', 'warning', rows, '2014-01-01', '2014-05-01'],
    ['is the first step of level 3 or more, though a lower one came first', 'intervention', rows, null, '2015-03-01'],
    ['is the first lower step where there is none so high', 'intervention', rows.slice(0, 4), null, '2014-11-01'],
    ['is the first board', 'board', rows, null, '2015-06-01'],
    [
      'is an improvement board that is on record as an intervention',
      'board',
      [
        ...rows,
        aComparedRow('intervention', { recordId: 'i3', startsOn: '2015-02', level: 3, code: 'advisory_board' }),
      ],
      null,
      '2015-02',
    ],
    ['is not on the record', 'board', rows.slice(0, 5), null, null],
  ])('%s', (_name, by, over, earlier, on) => {
    expect(zero(by, over, earlier)).toBe(on);
  });

  it('takes nothing from facts of another case', () => {
    expect(zero('board', [aComparedRow('board', { caseId: 'id-EP-2' })])).toBeNull();
  });
});
