import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import { openCase, type Trigger } from './opening-a-case.js';

const free = { today: day('2026-11-23'), isRunAlready: false };
const noDates = { onsetOn: null, firstWarningOn: null };
const on = period('2026-05-01');
const judgement = { kind: 'judgement', isPublished: true, isFailing: true, on } as const;
const notice = { kind: 'formal_notice', isPublic: true, level: 3, on } as const;
const declaration = { kind: 'self_declaration', declaredBy: 'Full council', on } as const;

describe('opening a case', () => {
  it.each<[Trigger]>([[judgement], [notice], [{ ...notice, level: 5 }], [declaration]])(
    'is possible on a trigger of each kind: %j',
    (trigger) => {
      expect(openCase(trigger, noDates, free)).toEqual({ ok: true, value: trigger.kind });
    },
  );

  it.each<[string, Trigger | null]>([
    ['no-trigger', null],
    ['not-published', { ...judgement, isPublished: false }],
    ['not-failing', { ...judgement, isFailing: false }],
    ['not-public', { ...notice, isPublic: false }],
    ['level-too-low', { ...notice, level: 2 }],
    ['nobody-declared', { ...declaration, declaredBy: ' ' }],
    ['no-date', { ...declaration, on: null }],
    ['after-today', { ...declaration, on: period('2026-11-24') }],
  ])('is refused as %s', (error, trigger) => {
    expect(openCase(trigger, noDates, free)).toEqual({ ok: false, error });
  });

  it('keeps its dates in order', () => {
    expect(openCase(judgement, { onsetOn: period('2025'), firstWarningOn: period('2026-05-01') }, free).ok).toBe(true);
    expect(openCase(judgement, { ...noDates, onsetOn: period('2026-06') }, free)).toEqual({
      ok: false,
      error: 'onset-after-trigger',
    });
    expect(openCase(judgement, { ...noDates, firstWarningOn: period('2026-05-02') }, free)).toEqual({
      ok: false,
      error: 'warning-after-trigger',
    });
  });

  it('is not possible twice for the same work', () => {
    expect(openCase(judgement, noDates, { ...free, isRunAlready: true })).toEqual({ ok: false, error: 'already-run' });
  });

  it('of the past is possible', () => {
    expect(openCase({ ...declaration, on: period('2009') }, noDates, free).ok).toBe(true);
  });
});
