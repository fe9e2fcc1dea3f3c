import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import { checkAreaView, isAreaViewKind } from './area-view.js';

const facts = {
  areas: [
    { key: 'leaders', scaleId: 'main' },
    { key: 'sixth_form', scaleId: 'other' },
  ],
  grades: [
    { id: 'good', scaleId: 'main' },
    { id: 'met', scaleId: 'other' },
  ],
  today: day('2026-11-26'),
};
const said = { areaKey: 'leaders', gradeId: 'good', from: period('2026-04'), to: period('2026-09') };

describe('a view of an area', () => {
  it('stands on the scale of the area, for a period that has begun', () => {
    expect(checkAreaView(said, facts).ok).toBe(true);
    expect(checkAreaView({ ...said, areaKey: 'sixth_form', gradeId: 'met', to: period('2027') }, facts).ok).toBe(true);
  });

  it.each([
    [{ areaKey: 'elsewhere' }, 'no-such-area'],
    [{ gradeId: 'met' }, 'grade-of-another-scale'],
    [{ gradeId: 'unknown' }, 'grade-of-another-scale'],
    [{ to: period('2026-03') }, 'ends-before-it-begins'],
    [{ from: period('2026-12'), to: period('2027-02') }, 'not-begun'],
  ])('is refused with %j: %s', (more, refusal) => {
    expect(checkAreaView({ ...said, ...more }, facts)).toEqual({ ok: false, error: refusal });
  });

  it('is of the body or of its board', () => {
    expect(['self', 'board', 'inspector', undefined, 'toString'].map(isAreaViewKind)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
