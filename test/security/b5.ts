import type { Role } from '../../src/access/domain/roles.js';

/**
 * Who may do what, as the design of the record says it (B5, with the roles and rows that its rulings add), and the
 * keys of `permissionTable` that carry each line. Written down a second time on purpose: whoever changes the one must
 * come here and say why.
 *
 * ● anywhere · ○ within the own organisation, inspectorate, team or board · c whoever chairs it · – not at all.
 * V visitor, R researcher, B board member, S board secretary, I inspector, L lead inspector, O organisation editor,
 * A administrator, U speak-up lead, K record keeper.
 */
const columns = 'V R B S I L O A U K';

export const roleOfColumn: Readonly<Record<string, Role | 'visitor'>> = {
  V: 'visitor',
  R: 'researcher',
  B: 'board_member',
  S: 'board_secretary',
  I: 'inspector',
  L: 'lead_inspector',
  O: 'organisation_editor',
  A: 'administrator',
  U: 'speak_up_lead',
  K: 'record_keeper',
};

type Line = {
  readonly action: string;
  readonly cells: readonly string[];
  readonly keys: readonly string[];
  /** Why a line stands here that B5 does not have, or says otherwise than B5. */
  readonly because: string | null;
};

const line = (action: string, cells: string, keys: readonly string[], because: string | null = null): Line => ({
  action,
  cells: cells.split(' '),
  keys,
  because,
});

/** In the order of B5. A line without a key is of a part that is not built yet. */
export const b5: readonly Line[] = [
  //                                                              V R B S I L O A U K
  line('Read published record, public case page, timeline', '● ● ● ● ● ● ● ● ● ●', ['everyone']),
  line('Download public data, codebook', '● ● ● ● ● ● ● ● ● ●', []),
  line(
    'Freeze episodes, and the whole record, to be cited',
    '– ● – – – – – – – ●',
    ['cohorts.freeze'],
    'not in B5: what is frozen is public already, and an edition is added by whoever made the cohort',
  ),
  line('Saved comparisons, coding, annotations', '– ○ – – – – – – – –', ['comparisons.keep', 'codings.write']),
  line('Read board papers, drafts, risks', '– – ○ ○ ○ ○ ○ – – –', ['papers.read', 'plans.read']),
  line('Read provisional judgements', '– – – – ○ ○ ○ – – –', ['inspections.read']),
  line('Read inspection evidence', '– – – – ○ ○ – – – –', ['inspections.read-evidence']),
  line('Create inspection, add evidence', '– – – – ○ ○ – – – –', ['inspections.create', 'inspections.gather']),
  line('Set or change a judgement (draft)', '– – – – ○ ○ – – – –', ['inspections.judge']),
  line('Move to provisional, send for accuracy', '– – – – – ○ – – – –', ['inspections.advance']),
  line('Raise accuracy points', '– – – – – – ○ – – –', ['inspections.raise-points']),
  line('Decide accuracy points, publish (not the lead, did not visit)', '– – – – ○ – – – – –', [
    'inspections.decide-points',
    'inspections.publish',
  ]),
  line('Withdraw published', '– – – – – ○ – ● – –', ['inspections.withdraw'], 'B5 has ○ with the lead: two people'),
  line('Open, close episode; set recovery basis', '– – – ○ – ○ – – – –', ['episodes.open']),
  line('Add warning sign, event, peer support', '– – ○ ○ ○ ○ ○ – – –', ['help.record']),
  line('Record intervention, exit criteria', '– – – ○ – ○ – – – –', ['interventions.record']),
  line('Mark exit criterion met', '– – c – – ○ – – – –', ['exit.mark_met']),
  line('Edit plan draft, milestones', '– – – ○ – – ○ – – –', ['plans.edit', 'risks.edit']),
  line('Agree plan version, re-baseline (needs decision)', '– – c ○ – – – – – –', [
    'plans.agree',
    'plans.invite',
    'dates.decide',
  ]),
  line('Post milestone update, forecast', '– – ○ ○ – – ○ – – –', ['milestones.update', 'dates.ask']),
  line('Mark action complete', '– – – ○ – – ○ – – –', ['milestones.complete']),
  line(
    'Pause or cancel a milestone',
    '– – – ○ – – – – – –',
    ['milestones.stop'],
    'B4 has it: the secretary, by a decision',
  ),
  line('Accept impact, mark embedded', '– – ○ – ○ ○ – – – –', ['milestones.accept']),
  line('Enter measure values', '– – – ○ – – ○ – – –', ['measures.enter', 'measures.keep']),
  line('Lock or re-base a baseline, write expected dip', '– – c ○ – – ○ – – –', ['measures.propose']),
  line('Schedule review, build and issue pack', '– – – ○ – – – – – –', ['reviews.run']),
  line('Record attendance, decisions, actions', '– – – ○ – – – – – –', ['decisions.record']),
  line('Raise challenge', '– – ○ ○ ○ ○ – – – –', ['challenges.raise']),
  line('Answer challenge, do action', '– – ○ ○ – – ○ – – –', ['challenges.answer']),
  line(
    'Agree what was proposed for a measure',
    '– – c ○ – – – – – –',
    ['measures.decide'],
    'B5 lets the body propose: the board decides',
  ),
  line('Assess lessons', '– – ○ ○ – – – – – –', ['lessons.assess'], 'B5 has one row: the organisation proposes only'),
  line('Propose an assessment of lessons', '– – – – – – ○ – – –', ['lessons.propose'], 'B5 has it with the row above'),
  line('Draft minutes', '– – – ○ – – – – – –', ['minutes.draft'], 'B5 has drafting and agreeing in one line'),
  line('Agree minutes', '– – c – – – – – – –', ['minutes.agree'], 'B5 has drafting and agreeing in one line'),
  line('Unlock a frozen pack', '– – c ○ – – – – – –', ['packs.unlock'], 'B5: it takes two people'),
  line('Publish minutes', '– – – ○ – – – – – –', ['minutes.publish']),
  line(
    'Publish a version of a plan that the board agreed',
    '– – – ○ – – – – – –',
    ['plans.publish'],
    'Not in B5: as with minutes, the board agrees and its secretary publishes.',
  ),
  line(
    'Write, check and publish a case summary',
    '– – – ○ – – – – – ●',
    ['case_summaries.write'],
    'rulings 23 and 24: of places without a board here the record keeper, and never the one who wrote it',
  ),
  line('Raise a concern (may be signed out)', '● ● ● ● ● ● ● ● ● ●', []),
  line('Handle concerns, see restricted text', '– – – – – – – – ○ –', ['concerns.handle']),
  line(
    'See concern counts (suppressed)',
    '– – ○ ○ ○ ○ ○ – ○ –',
    ['concerns.count'],
    'by quarter; what visitors and researchers see, by year, is of the public record',
  ),
  line(
    'Read reviews from which a body learns, and learning not shared yet',
    '– – ○ ○ ○ ○ ○ – – –',
    ['learning.read'],
    'ruling 22',
  ),
  line('Write learning reviews, share learning', '– – – ○ – – ○ – – –', ['learning.write'], 'ruling 22'),
  line('Record how many people work in a body', '– – – ○ – – ○ – – ●', ['headcounts.record'], 'rulings 22 and 23'),
  line('See what in the record does not fit together', '– – – ○ – – ○ – – ●', ['checks.read'], 'ruling 22'),
  line('Add source, evidence', '– – ○ ○ ○ ○ ○ – – –', ['evidence.add']),
  line('Frameworks, scales, thresholds, lists, calendars', '– – – – – – – ● – –', [
    'calendar.manage',
    'frameworks.manage',
    'thresholds.manage',
  ]),
  line('Users, roles, retention holds', '– – – – – – – ● – –', ['accounts.manage', 'service.run', 'holds.manage']),
  line('Read audit trail', '– – – ○ – ○ – ● – –', ['audit.read']),
  line('Put an organisation on the record', '– – – – – – – – – ●', ['organisations.register'], 'rulings 23 and 27'),
  line('Change what is said of an organisation', '– – – – – – ○ – – ●', ['organisations.edit'], 'rulings 22 and 27'),
  line('Change content of a judgement, minutes or flag', '– – – – – – – – – –', []),

  line(
    'Own account: password, sessions, my work',
    '– ● ● ● ● ● ● ● ● ●',
    ['signed-in'],
    'what belongs to a person, not to a role',
  ),
  line('History of an object', '– – ○ ○ ○ ○ ○ ● – ●', ['history.read'], 'ruling 22'),
  line('Check the seal of the audit trail', '– – – – – – – ● – –', ['audit.check'], 'it reads the whole trail'),
  line('Keep the sources of the record', '– – – – – – – – – ●', ['sources.keep'], 'ruling 23'),
  line(
    'Write down what places without a board or inspector cannot',
    '– – – – – – – – – ●',
    ['entries.write'],
    'ruling 23',
  ),
  line(
    'Publish an entry that another record keeper wrote',
    '– – – – – – – – – ●',
    ['entries.publish'],
    'ruling 23: never one’s own',
  ),
  line('Bring a publication in', '– – – – – – – – – ●', ['imports.run'], 'rulings 22 and 23'),
  line(
    'Read what came of an import',
    '– – – – – – – ● – ●',
    ['imports.read'],
    'ruling 22: whoever runs the service, too',
  ),
  line('Answer a report of a mistake', '– – – – – – – – – ●', ['corrections.answer'], 'rulings 23 and 24'),
  line(
    'Open the desk of an inspection',
    '– – – – ○ ○ ○ ● – –',
    ['inspections.workspace'],
    'whoever may do anything to it: an administrator withdraws what is published',
  ),
  line(
    'Answer a request of two people',
    '– – – – ○ ○ – ● – –',
    ['inspections.answer'],
    'withdrawing and correcting take two',
  ),
  line('View as somebody else', '– – – – – – – ● – –', ['view-as.begin'], 'ruling 22'),
  line(
    'Correct a published inspection',
    '– – – – ○ ○ – – – –',
    ['inspections.correct'],
    'B4: the lead corrects and the quality assurer, an inspector, confirms',
  ),
  line(
    'Read a case as one who takes part in it',
    '– – ○ ○ ○ ○ ○ – – –',
    ['cases.read', 'exit.add_evidence'],
    'whoever may add to a case reads it',
  ),
  line(
    'Decide a step up or down',
    '– – c ○ – ○ – – – –',
    ['interventions.decide', 'exit.move'],
    'escalation is a request with a decision',
  ),
  line(
    'Move a direction on',
    '– – c ○ – ○ ○ – – –',
    ['directions.move'],
    'the body submits evidence, the board judges it',
  ),
  line('Judge a direction', '– – c – – ○ – – – –', ['directions.judge'], 'as for an exit criterion'),
  line(
    'Judge one’s own body, area by area',
    '– – – – – – ○ – – –',
    ['self_assessments.write'],
    'the assurance triangle',
  ),
  line('Record how the board judges it', '– – c ○ – – – – – –', ['board_views.record'], 'the assurance triangle'),
  line('Begin either', '– – c ○ – – ○ – – –', ['area_views.write'], 'one page asks who judges'),
];

export const columnNames: readonly string[] = columns.split(' ');
