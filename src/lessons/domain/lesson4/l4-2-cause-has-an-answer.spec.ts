import * as fc from 'fast-check';
import { noLesson4Facts as nothing } from '../../../../test/builders/no-signal-facts.js';
import { isChangedByNone, isMovedByNoDays, reader, readable } from '../../../../test/builders/signal-properties.js';
import { someActions } from '../../../../test/builders/some-actions.js';
import { day } from '../../../kernel/calendar-day.js';
import { period } from '../../../kernel/period.js';
import type { Cause } from '../../../vocabulary/domain/causes.js';
import type { CausedFinding } from './facts.js';
import { causeHasAnAnswer as signal } from './l4-2-cause-has-an-answer.js';

const read = reader(signal, nothing);
const asOf = day('2026-06-01');

const finding = (id: string, cause: Cause | null, on = '2025-05-08'): CausedFinding => ({
  id,
  inspectionRef: 'IN-0001',
  label: id,
  cause,
  on: period(on),
});
const findings = ['one', 'two', 'three', 'four', 'five'].map((id) => finding(id, 'practice'));
const answering = (...findingIds: string[]) => someActions({ practice: 1 }, 'in_progress', { findingIds });

describe('cause has an answer', () => {
  it('is supported where nearly every finding has an action of its kind', () => {
    expect(read({ findings, actions: answering('one', 'two', 'three', 'four') })).toMatchObject({
      result: 'supports',
      value: 0.8,
      n: 5,
      sentence:
        'Inspectors gave culture, practice, leadership or capacity as the cause of 5 findings. 4 of 5 have an action of the same kind.',
    });
  });

  it.each([
    [['one', 'two', 'three'], 'discuss'],
    [['one', 'two'], 'challenge'],
    [[], 'challenge'],
  ])('answered %j: %s', (ids, result) => {
    expect(read({ findings, actions: answering(...ids) }).result).toBe(result);
  });

  it('says nothing of fewer than three findings with such a cause', () => {
    const few = [...findings.slice(0, 2), finding('six', 'data'), finding('seven', null)];
    expect(read({ findings: few })).toMatchObject({
      result: 'not_enough',
      n: 2,
      missing: ['Record the cause of 1 more finding.'],
    });
  });

  it('says nothing without a plan that may be read: it may hold the answers', () => {
    expect(read({ findings })).toMatchObject({
      result: 'not_enough',
      n: 5,
      missing: ['Agree a version of the plan.'],
    });
  });

  it('takes people and money for capacity, and asks no answer of governance or oversight', () => {
    const named = [
      finding('a', 'workforce'),
      finding('b', 'money'),
      finding('c', 'culture'),
      finding('d', 'governance'),
    ];
    const actions = someActions({ capacity: 1, structure: 1 }, 'not_started', { findingIds: ['a', 'b', 'd'] });
    expect(read({ findings: [...named, finding('e', 'oversight')], actions })).toMatchObject({ n: 3, value: 2 / 3 });
  });

  it('takes no action of another kind, and none that was paused or cancelled, for an answer', () => {
    const other = someActions({ structure: 1 }, 'in_progress', { findingIds: ['one'] });
    const paused = someActions({ practice: 1 }, 'paused', { findingIds: ['two'] });
    const cancelled = someActions({ practice: 1 }, 'cancelled', { findingIds: ['three'] });
    const done = someActions({ practice: 1 }, 'embedded', { findingIds: ['four'] });
    expect(read({ findings, actions: [...other, ...paused, ...cancelled, ...done] })).toMatchObject({ value: 0.2 });
  });

  it('tells of an action of the same kind that nobody tied to a finding', () => {
    expect(read({ findings, actions: answering('one') }).notes).toEqual([
      'For 4 more findings the plan has an action of the same kind that is not tied to it. Tie them if they are its answer.',
    ]);
  });

  it('asks for no date: findings of a year read as those of a day', () => {
    const inexact = findings.map((one) => ({ ...one, on: period('2025') }));
    expect(read({ findings: inexact, actions: answering('one', 'two') }).result).toBe('challenge');
    expect(read({ findings: inexact.map((one) => ({ ...one, on: null })), actions: answering() }).n).toBe(5);
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const facts = findings.map((fact, place) => ({
      fact,
      on: period('2025-05-08'),
      knownOn: period(place < 3 ? '2025-06-01' : '2026-08-01'),
    }));
    const actions = answering('one', 'two', 'three');
    expect(read({ findings: readable(facts, { mode: 'known' }), actions }).result).toBe('supports');
    expect(read({ findings: readable(facts, { mode: 'hindsight' }), actions }).result).toBe('discuss');
  });

  it('is changed by no finding of another cause and no action that answers nothing', () => {
    const more = fc
      .array(fc.constantFrom('data' as const, 'structure' as const, 'partnership' as const))
      .map((causes) => ({
        findings: causes.map((cause, place) => finding(`other ${place}`, cause)),
        actions: someActions({ systems: causes.length }),
      }));
    isChangedByNone(signal, { ...nothing, findings, actions: answering('one', 'two', 'three') }, { asOf, more });
    expect.hasAssertions();
  });

  it('is not changed when every date moves by the same days', () => {
    isMovedByNoDays(signal, { ...nothing, findings, actions: answering('one', 'two', 'three') }, asOf);
    expect.hasAssertions();
  });
});
