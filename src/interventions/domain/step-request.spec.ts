import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import {
  askStep,
  decideStep,
  type RequestFacts,
  type StepDecision,
  type StepFacts,
  takeBackRequest,
} from './step-request.js';

const today = day('2026-11-23');
const step = (more: Partial<StepFacts> = {}): StepFacts => ({
  level: 4,
  hasEnded: false,
  isAskedAlready: false,
  ...more,
});
const asked = { toLevel: 2, askedOn: period('2026-10-01'), why: 'Six of seven criteria hold.' };

describe('asking for a step', () => {
  it.each([
    [5, 'up'],
    [3, 'down'],
    [0, 'down'],
  ])('to level %d is a step %s', (toLevel, value) => {
    expect(askStep(step(), { ...asked, toLevel }, today)).toEqual({ ok: true, value });
  });

  it.each<[string, Partial<StepFacts>, Partial<typeof asked>]>([
    ['no-such-level', {}, { toLevel: 6 }],
    ['no-such-level', {}, { toLevel: 2.5 }],
    ['same-level', {}, { toLevel: 4 }],
    ['step-has-ended', { hasEnded: true }, {}],
    ['asked-already', { isAskedAlready: true }, {}],
    ['no-reason', {}, { why: ' ' }],
    ['after-today', {}, { askedOn: period('2026-12') }],
  ])('is refused as %s', (error, facts, more) => {
    expect(askStep(step(facts), { ...asked, ...more }, today)).toEqual({ ok: false, error });
  });
});

const request = (more: Partial<RequestFacts> = {}): RequestFacts => ({
  state: 'asked',
  askedOn: period('2026-10-01'),
  askedByAccount: 'AC-0001',
  decidingAccount: 'AC-0002',
  stepStartedOn: period('2024-03'),
  ...more,
});
const decision = (more: Partial<StepDecision> = {}): StepDecision => ({
  granted: true,
  decidedBy: 'The minister',
  decidedOn: period('2026-10-20'),
  why: 'Progress holds.',
  from: period('2026-11-01'),
  ...more,
});

describe('deciding a step', () => {
  it('grants it from a day, or refuses it', () => {
    expect(decideStep(request(), decision(), today)).toEqual({ ok: true, value: 'granted' });
    expect(decideStep(request(), decision({ granted: false, from: null }), today)).toEqual({
      ok: true,
      value: 'refused',
    });
  });

  it.each<[string, Partial<RequestFacts>, Partial<StepDecision>]>([
    ['already-decided', { state: 'granted' }, {}],
    ['already-decided', { state: 'refused' }, {}],
    ['already-decided', { state: 'taken_back' }, {}],
    ['decided-by-asker', { decidingAccount: 'AC-0001' }, {}],
    ['nobody-decided', {}, { decidedBy: '' }],
    ['no-reason', {}, { why: '' }],
    ['after-today', {}, { decidedOn: period('2026-11-24') }],
    ['before-asked', {}, { decidedOn: period('2026-09-30') }],
    ['no-start', {}, { from: null }],
    ['starts-before-step', {}, { from: period('2024-02-28') }],
  ])('is refused as %s', (error, facts, more) => {
    expect(decideStep(request(facts), decision(more), today)).toEqual({ ok: false, error });
  });
});

describe('taking a request back', () => {
  it('is for whoever asked, while it waits', () => {
    expect(takeBackRequest(request({ decidingAccount: 'AC-0001' }))).toEqual({ ok: true, value: 'taken_back' });
    expect(takeBackRequest(request())).toEqual({ ok: false, error: 'asked-by-another' });
    expect(takeBackRequest(request({ state: 'granted', decidingAccount: 'AC-0001' }))).toEqual({
      ok: false,
      error: 'already-decided',
    });
  });
});
