import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import { announceEnd, endStep, interventionKinds, interventionPowers } from './intervention-record.js';

const today = day('2026-11-23');

describe('the end of a step', () => {
  const step = { startedOn: period('2024-03'), hasEnded: false, requestWaits: false };
  const end = { endedOn: period('2026-11-01'), why: 'The direction was lifted.' };

  it('is recorded with its reason', () => {
    expect(endStep(step, end, today)).toEqual({ ok: true, value: 'ended' });
    expect(endStep({ ...step, startedOn: null }, end, today).ok).toBe(true);
  });

  it.each([
    ['already-ended', { hasEnded: true }, {}],
    ['request-waits', { requestWaits: true }, {}],
    ['after-today', {}, { endedOn: period('2026-12-01') }],
    ['before-start', {}, { endedOn: period('2024-02') }],
    ['no-reason', {}, { why: '' }],
  ])('is refused as %s', (error, facts, more) => {
    expect(endStep({ ...step, ...facts }, { ...end, ...more }, today)).toEqual({ ok: false, error });
  });
});

describe('announcing an end', () => {
  const announcement = { announcedOn: period('2026-06-01'), plannedEndOn: period('2027-03-31') };

  it.each([
    ['announced', null],
    ['extended', '2027-01-31'],
    ['brought_forward', '2027-06'],
  ])('is %s when the last planned end was %s', (value, last) => {
    const facts = { hasEnded: false, lastPlanned: last === null ? null : period(last) };
    expect(announceEnd(facts, announcement, today)).toEqual({ ok: true, value });
  });

  it.each([
    ['already-ended', { hasEnded: true, lastPlanned: null }, {}],
    ['announced-after-today', { hasEnded: false, lastPlanned: null }, { announcedOn: period('2026-11-24') }],
    ['before-announcement', { hasEnded: false, lastPlanned: null }, { plannedEndOn: period('2026-05') }],
    ['same-end', { hasEnded: false, lastPlanned: period('2027-03') }, {}],
  ])('is refused as %s', (error, facts, more) => {
    expect(announceEnd(facts, { ...announcement, ...more }, today)).toEqual({ ok: false, error });
  });
});

it('has words for every kind of step and of power', () => {
  for (const words of [...Object.values(interventionKinds), ...Object.values(interventionPowers)])
    expect(words).toMatch(/^[A-Z]/);
});
