import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import { type CaseLook, type CaseRecord, type CaseStep, positionOn } from './case-position.js';
import { type EpisodeState, episodeStates } from './episode-state.js';
import { type AskedMove, askableMoves, moveCase, offeredMoves } from './moving-a-case.js';

const today = day('2026-11-23');
const when = { today, lastMoveOn: null };

const step = (level: CaseStep['level'], from: string, to: string | null = null): CaseStep => ({
  id: `${level} ${from}`,
  level,
  from: period(from),
  to: to === null ? null : period(to),
});
const look = (on: string, more: Partial<CaseLook> = {}): CaseLook => ({
  id: on,
  on: period(on),
  isFull: true,
  rule: 'no_failing_area',
  hasFailingArea: false,
  isNotFailing: true,
  ...more,
});
const failing = look('2024-01-10', { hasFailingArea: true, isNotFailing: false });

const aCase = (state: EpisodeState, more: Partial<CaseRecord> = {}): CaseRecord => ({
  state,
  triggerOn: period('2024-01-10'),
  notFailingOn: null,
  steps: [],
  criteria: [],
  looks: [failing],
  reviews: [],
  ...more,
});

const decision = { body: 'board', by: 'The board', on: period('2026-11-02'), reference: 'Minute 7' } as const;
const asked = (to: AskedMove['to'], more: Partial<AskedMove> = {}): AskedMove => ({
  to,
  on: period('2026-11-10'),
  why: 'As agreed.',
  decision: null,
  basis: null,
  closeReason: null,
  ...more,
});
const recovery = (more: Partial<AskedMove> = {}): AskedMove =>
  asked('recovered', { decision, basis: 'judgement', ...more });

const met = { state: 'met', metOn: period('2026-01') } as const;
const notMet = { state: 'not_met', metOn: null } as const;
const sevenOfTen = [...Array.from({ length: 7 }, () => met), ...Array.from({ length: 3 }, () => notMet)];

describe('every move of a case, allowed with its gate', () => {
  it.each<[string, CaseRecord, AskedMove]>([
    ['open → in intervention', aCase('open', { steps: [step(3, '2024-03-01')] }), asked('in_intervention')],
    ['open → monitoring, without powers', aCase('open', { looks: [failing, look('2025-06')] }), asked('monitoring')],
    [
      'open → monitoring, with light help',
      aCase('open', { steps: [step(2, '2024-03')], criteria: sevenOfTen }),
      asked('monitoring'),
    ],
    [
      'in intervention → monitoring, on a judgement',
      aCase('in_intervention', { steps: [step(3, '2024-03-01')], looks: [failing, look('2025-06')] }),
      asked('monitoring'),
    ],
    [
      'in intervention → monitoring, on 70% of the exit criteria',
      aCase('in_intervention', { steps: [step(4, '2024-03-01', '2026-10-01')], criteria: sevenOfTen }),
      asked('monitoring'),
    ],
    ['monitoring → in intervention', aCase('monitoring', { steps: [step(4, '2026-06-01')] }), asked('in_intervention')],
    [
      'monitoring → recovered, where inspections are graded',
      aCase('monitoring', { steps: [step(2, '2025-01')], looks: [failing, look('2026-06')] }),
      recovery(),
    ],
    [
      'monitoring → recovered, where nothing is graded',
      aCase('monitoring', {
        looks: [],
        steps: [step(4, '2024-03', '2026-09-30')],
        reviews: [{ id: 'peers', on: period('2026-03') }],
      }),
      recovery({ basis: 'intervention_lifted' }),
    ],
    ['open → closed', aCase('open'), asked('closed', { closeReason: 'merged' })],
    ['in intervention → closed', aCase('in_intervention'), asked('closed', { closeReason: 'transferred' })],
    ['monitoring → closed', aCase('monitoring'), asked('closed', { closeReason: 'entered_in_error' })],
  ])('%s', (_, record, move) => {
    expect(moveCase(record, move, when)).toEqual({ ok: true, value: move.to });
  });
});

describe('every move of a case, refused without its gate', () => {
  const ready = aCase('monitoring', { looks: [failing, look('2026-06')] });
  const ungraded = aCase('monitoring', { looks: [], steps: [step(4, '2024-03', '2026-09-30')] });

  it.each<[string, string, CaseRecord, AskedMove]>([
    ['no-formal-intervention', 'open', aCase('open', { steps: [step(2, '2024-03')] }), asked('in_intervention')],
    [
      'no-formal-intervention',
      'open, when the step has ended',
      aCase('open', { steps: [step(3, '2024-03', '2025-01')] }),
      asked('in_intervention'),
    ],
    [
      'formal-intervention-active',
      'open → monitoring past a formal step',
      aCase('open', { steps: [step(3, '2024-03')], looks: [failing, look('2025-06')] }),
      asked('monitoring'),
    ],
    ['nothing-shows-progress', 'open → monitoring', aCase('open'), asked('monitoring')],
    [
      'strong-intervention-active',
      'in intervention → monitoring',
      aCase('in_intervention', { steps: [step(4, '2024-03')], criteria: sevenOfTen }),
      asked('monitoring'),
    ],
    [
      'nothing-shows-progress',
      'in intervention → monitoring on six of ten criteria',
      aCase('in_intervention', { criteria: [...sevenOfTen.slice(1), notMet] }),
      asked('monitoring'),
    ],
    ['no-formal-intervention', 'monitoring → in intervention', aCase('monitoring'), asked('in_intervention')],
    ['no-decision', 'recovered without a decision', ready, recovery({ decision: null })],
    ['no-basis', 'recovered without a basis', ready, recovery({ basis: null })],
    ['basis-not-shown', 'recovered on a lifting that the record does not show', ready, recovery({ basis: 'both' })],
    [
      'decided-after-move',
      'recovered before it was decided',
      ready,
      recovery({ decision: { ...decision, on: period('2026-11-11') } }),
    ],
    ['area-still-failing', 'recovered while an area fails', aCase('monitoring'), recovery()],
    [
      'area-still-failing',
      'recovered on a visit that was no full inspection',
      aCase('monitoring', { looks: [failing, look('2026-06', { isFull: false })] }),
      recovery(),
    ],
    [
      'formal-intervention-active',
      'recovered under a notice',
      aCase('monitoring', { looks: [failing, look('2026-06')], steps: [step(3, '2025-01')] }),
      recovery(),
    ],
    [
      'intervention-not-lifted',
      'recovered where there was no intervention to lift',
      aCase('monitoring', { looks: [] }),
      recovery(),
    ],
    ['no-recent-external-review', 'recovered without a review', ungraded, recovery()],
    [
      'no-recent-external-review',
      'recovered on a review that is too old',
      { ...ungraded, reviews: [{ id: 'peers', on: period('2025-11-09') }] },
      recovery(),
    ],
    ['no-close-reason', 'closed without saying how', aCase('open'), asked('closed')],
    [
      'no-reason',
      'moved without a reason',
      aCase('open', { steps: [step(3, '2024-03')] }),
      asked('in_intervention', { why: '' }),
    ],
    ['after-today', 'moved tomorrow', aCase('open'), asked('closed', { on: period('2026-11-24') })],
    ['before-trigger', 'moved before it began', aCase('open'), asked('closed', { on: period('2023') })],
  ])('%s: %s', (error, _, record, move) => {
    expect(moveCase(record, move, when)).toEqual({ ok: false, error });
  });

  it('does not run backwards', () => {
    const lastMoveOn = period('2026-11-11');
    expect(moveCase(aCase('open'), asked('closed', { closeReason: 'merged' }), { today, lastMoveOn })).toEqual({
      ok: false,
      error: 'before-last-move',
    });
  });

  const targets: readonly AskedMove['to'][] = ['in_intervention', 'monitoring', 'recovered', 'closed'];
  const impossible = (Object.keys(episodeStates) as EpisodeState[]).flatMap((from) =>
    targets.filter((to) => !askableMoves(from).includes(to)).map((to) => [from, to] as const),
  );
  it.each(impossible)('there is no way from %s to %s', (from, to) => {
    expect(moveCase(aCase(from), asked(to), when)).toEqual({ ok: false, error: 'no-such-move' });
  });
});

describe('writing down the past', () => {
  const record = aCase('open', { steps: [step(4, '2024-03-01', '2025-01-31')] });

  it('asks the gate for the day on which the move happened', () => {
    expect(moveCase(record, asked('in_intervention', { on: period('2024-06-01') }), when).ok).toBe(true);
    expect(moveCase(record, asked('in_intervention', { on: period('2025-06-01') }), when)).toEqual({
      ok: false,
      error: 'no-formal-intervention',
    });
  });

  it('does not count what came later', () => {
    const monitored = aCase('in_intervention', { looks: [failing, look('2026-06-01')], criteria: sevenOfTen });
    expect(moveCase(monitored, asked('monitoring', { on: period('2025-12-31') }), when)).toEqual({
      ok: false,
      error: 'nothing-shows-progress',
    });
    expect(moveCase(monitored, asked('monitoring', { on: period('2026-02-01') }), when).ok).toBe(true);
  });
});

describe('how a case stands on a day', () => {
  it('rests on steps with no known end as on those in force', () => {
    const { level, activeSteps } = positionOn(
      aCase('open', { steps: [step(3, '2024-03'), step(5, '2024-01', '2024-12')] }),
      today,
    );
    expect({ level, activeSteps }).toEqual({ level: 3, activeSteps: ['3 2024-03'] });
  });

  it('counts neither the trigger nor what came before it as a recovery', () => {
    const record = aCase('open', { looks: [look('2020-01-01'), failing] });
    expect(positionOn(record, today)).toMatchObject({ hasNotFailingJudgement: false, notFailingLook: null });
    expect(positionOn({ ...record, notFailingOn: period('2025') }, today).hasNotFailingJudgement).toBe(true);
  });
});

describe('the moves that the page offers', () => {
  it('are those of the table, with what is met and what is not', () => {
    expect(offeredMoves(aCase('monitoring', { looks: [failing, look('2026-06')] }), today)).toEqual([
      { to: 'in_intervention', conditions: [{ unless: 'no-formal-intervention', isMet: false }], isOpen: false },
      {
        to: 'recovered',
        conditions: [
          { unless: 'formal-intervention-active', isMet: true },
          { unless: 'area-still-failing', isMet: true },
          { unless: 'no-decision', isMet: false },
        ],
        isOpen: true,
      },
      { to: 'closed', conditions: [], isOpen: true },
    ]);
    expect(offeredMoves(aCase('relapsed'), today)).toEqual([]);
  });

  it('are open exactly when the move is then allowed', () => {
    const records = (Object.keys(episodeStates) as EpisodeState[]).flatMap((state) =>
      [
        [],
        [step(2, '2024-03')],
        [step(3, '2024-03')],
        [step(4, '2024-03')],
        [step(4, '2024-03', '2026-09-30')],
      ].flatMap((steps) =>
        [[failing], [failing, look('2026-06')], []].flatMap((looks) =>
          [[], sevenOfTen].flatMap((criteria) =>
            [[], [{ id: 'peers', on: period('2026-03') }]].map((reviews) =>
              aCase(state, { steps, looks, criteria, reviews }),
            ),
          ),
        ),
      ),
    );
    expect(records).toHaveLength(360);
    for (const record of records)
      for (const { to, isOpen } of offeredMoves(record, today)) {
        const full = asked(to, { on: period(today), decision, basis: 'self_declared', closeReason: 'merged' });
        expect(moveCase(record, full, when).ok).toBe(isOpen);
      }
  });
});
