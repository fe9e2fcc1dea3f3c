import { on, used } from '../../../../test/builders/signal-facts.js';
import { day } from '../../../kernel/calendar-day.js';
import { period } from '../../../kernel/period.js';
import type { MeasureFact } from '../lesson7/facts.js';
import { elsewhereFrom } from './elsewhere.js';

const asOf = day('2026-06-01');
const record = { from: period('2020-01-01'), upTo: period('2026-05-01') };
const measure = (id: string, more: Partial<MeasureFact> = {}): MeasureFact => ({
  fact: used(id),
  role: 'outcome',
  polarity: 'higher',
  frequency: 'month',
  lagDays: null,
  safetyCritical: false,
  points: [],
  charted: [
    { on: period('2026-03'), sides: ['low'], meaning: 'concern' },
    { on: period('2026-04'), sides: [], meaning: null },
  ],
  written: [],
  rebasedOn: [],
  ...more,
});

describe('what the watch for relapse takes from other lessons', () => {
  it('is nothing where they were not read, and where the record has stopped', () => {
    const none = { outside: null, quarters: null, outcomes: null };
    expect(elsewhereFrom({ three: null, five: null, seven: null }, asOf)).toEqual(none);
    const stopped = { checks: [], record: { ...record, upTo: period('2025-06-01') } };
    expect(elsewhereFrom({ three: stopped, five: { quarters: [] }, seven: null }, asOf)).toEqual(none);
  });

  it('is when somebody looked, how many concerns there were, and when outcome measures were worse', () => {
    const check = {
      kind: 'inspection',
      id: 'i',
      ref: 'IN-0001',
      label: 'Visit',
      body: 'Ofsted',
      on: period('2026-02-01'),
    };
    const quarter = { key: '2026-Q1', from: day('2026-01-01'), to: day('2026-03-31'), concerns: 2, headcount: 100 };
    const measures = [measure('a'), measure('exposure', { role: 'exposure' }), measure('short', { charted: [] })];
    const read = { three: { checks: [check], record }, five: { quarters: [quarter] }, seven: { measures } };
    expect(elsewhereFrom(read, asOf)).toEqual({
      outside: { checks: [check], from: record.from },
      quarters: [quarter],
      outcomes: [{ fact: used('a'), worseOn: [on('2026-03')] }],
    });
  });
});
