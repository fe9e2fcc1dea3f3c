import { day } from '../../../kernel/calendar-day.js';
import { type AgendaFacts, agendaProposals, proposalKey } from './agenda-proposals.js';

const facts = (given: Partial<AgendaFacts> = {}): AgendaFacts => ({
  review: { ref: 'RV-0003', heldOn: day('2026-03-04') },
  toAgree: null,
  proposedVersions: [],
  requests: [],
  decisions: [],
  breaches: [],
  open: [],
  dips: [],
  challenges: [],
  conditions: [],
  expiring: [],
  lessonsDue: [],
  taken: new Set(),
  ...given,
});

const milestone = (ref: string, due: string, isOffTrack = false) => ({ ref, due: day(due), isOffTrack });

describe('the agenda that the record proposes', () => {
  it('is empty where nothing is due', () => {
    expect(agendaProposals(facts())).toEqual([]);
  });

  it('asks first for what is to be decided, each by itself', () => {
    const proposals = agendaProposals(
      facts({
        toAgree: { ref: 'RV-0002', heldOn: day('2026-02-04') },
        proposedVersions: [{ plan: 'PL-0001', title: 'The plan', number: 4 }],
        requests: [
          { ref: 'DR-0001', milestone: 'MS-0009', title: 'One', askedTo: day('2026-05-29') },
          { ref: 'DR-0002', milestone: 'MS-0010', title: 'Two', askedTo: day('2026-06-30') },
        ],
        decisions: [
          { ref: 'DE-0001', text: 'Look again', reviewOn: day('2026-03-04') },
          { ref: 'DE-0002', text: 'Not yet', reviewOn: day('2026-03-05') },
        ],
        challenges: [{ ref: 'CH-0001', due: day('2026-01-01') }],
      }),
    );
    expect(proposals.map(({ kind, id, purpose }) => `${purpose} ${kind} ${id}`)).toEqual([
      'decide minutes RV-0002',
      'decide plan_version PL-0001 4',
      'decide date_request DR-0001',
      'decide date_request DR-0002',
      'decide decision DE-0001',
      'discuss challenges RV-0003',
    ]);
  });

  it('puts milestones together: those off track, and those due by the day of the meeting', () => {
    const proposals = agendaProposals(
      facts({
        open: [
          milestone('MS-0001', '2026-03-04'),
          milestone('MS-0002', '2026-03-05'),
          milestone('MS-0003', '2026-01-31', true),
          milestone('MS-0004', '2026-02-28'),
        ],
      }),
    );
    expect(proposals.map(({ kind, refs }) => [kind, refs])).toEqual([
      ['off_track', ['MS-0003']],
      ['due_milestones', ['MS-0001', 'MS-0004']],
    ]);
  });

  it('names evidence that runs out within 30 days after the meeting, or has run out', () => {
    const expiring = [
      { ref: 'EV-0001', goodUntil: day('2026-04-03') },
      { ref: 'EV-0002', goodUntil: day('2026-04-04') },
      { ref: 'EV-0003', goodUntil: day('2025-12-31') },
    ];
    expect(agendaProposals(facts({ expiring }))[0]?.refs).toEqual(['EV-0001', 'EV-0003']);
  });

  it('brings the lessons that are due together, last', () => {
    expect(agendaProposals(facts({ lessonsDue: [1, 3], conditions: [{ ref: 'IV-0001 direction 1' }] }))).toMatchObject([
      { kind: 'conditions' },
      { kind: 'lessons', id: 'RV-0003', purpose: 'discuss', refs: ['Lesson 1', 'Lesson 3'] },
    ]);
  });

  it('brings breaches, dips and conditions, and nothing twice', () => {
    const given = {
      breaches: [{ id: 'b1', trigger: 'TR-0001', text: 'Caseload over 22 for two months' }],
      dips: [{ ref: 'ME-0004', name: 'Caseload' }],
      conditions: [{ ref: 'IV-0001 direction 1' }],
    };
    const proposals = agendaProposals(facts(given));
    expect(proposals.map(({ kind }) => kind)).toEqual(['breach', 'dip', 'conditions']);
    const taken = new Set(proposals.slice(0, 2).map(proposalKey));
    expect(agendaProposals(facts({ ...given, taken })).map(({ kind }) => kind)).toEqual(['conditions']);
  });
});
