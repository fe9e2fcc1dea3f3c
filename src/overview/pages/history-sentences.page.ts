/**
 * Every act of the trail as a sentence, after the words for who did it: "A record keeper gave it another name." An
 * act that is new gets a line here; test/architecture/history.spec.ts names the ones that are missing.
 *
 * What everybody may read of an act on a public object: `values` the sentence with what changed, `sentence` the
 * sentence alone, `nothing` not even that. An act about how a judgement came about, about a person's account or about
 * anything restricted is nobody's business outside.
 */
type Telling = {
  readonly does: string;
  readonly open: 'values' | 'sentence' | 'nothing';
  readonly refusal?: true;
  /** How the service itself is run: administrators read its words, though nobody outside does. */
  readonly running?: true;
};

const values = (does: string): Telling => ({ does, open: 'values' });
const sentence = (does: string): Telling => ({ does, open: 'sentence' });
const closed = (does: string): Telling => ({ does, open: 'nothing' });
const running = (does: string): Telling => ({ does, open: 'nothing', running: true });
/** What moved the record as a whole: everybody reads that it happened. */
const wholesale = (does: string): Telling => ({ does, open: 'sentence', running: true });
const refusal = (does: string): Telling => ({ does, open: 'nothing', running: true, refusal: true });

export const tellings: Readonly<Record<string, Telling>> = {
  // Accounts
  'account.added': running('made this account'),
  'account.described': running('changed the details of this account'),
  'account.disabled': running('closed this account'),
  'account.enabled': running('opened this account again'),
  'account.bound_to_directory': running('tied this account to a directory'),
  'role.given': running('gave a role'),
  'role.ended': running('ended a role'),
  'sign_in.done': running('signed in'),
  'sign_in.refused': refusal('was refused at sign-in'),
  'sign_in.throttled': refusal('was told to wait before signing in again'),
  'account.renamed': running('changed their name'),
  'set_up.offered': running('made an address for the first administrator'),
  'invitation.accepted': running('accepted the invitation'),
  'invitation.made': running('made an invitation'),
  'invitation.revoked': running('withdrew the invitation'),
  'reset.made': running('made a link to choose a new password'),
  'reset.revoked': running('withdrew the link to choose a new password'),
  'password.reset': running('chose a new password by a link'),
  'session.ended': running('signed out'),
  'session.all_ended': running('signed out everywhere'),
  'password.changed': running('changed the password'),
  'password.change_refused': refusal('was refused another password'),
  'reset.asked_in_vain': refusal('asked for a new password of an account that there is not'),
  'second_factor.turned_on': running('turned the second step at sign-in on'),
  'second_factor.turned_off': running('turned the second step at sign-in off'),
  'second_factor.codes_renewed': running('made new codes for the second step at sign-in'),
  'second_factor.rule_changed': running('changed who needs a second step at sign-in'),
  'view_as.begun': running('began to look through somebody else’s eyes'),
  'view_as.ended': running('stopped looking through somebody else’s eyes'),
  'audit.checked': running('checked the whole audit trail'),
  'audit.exported': running('took the audit trail out'),
  // The office
  'calendar.loaded': wholesale('loaded the calendar of working days'),
  'holiday.added': values('added a day off to the calendar'),
  'holiday.withdrawn': values('took a day off out of the calendar'),
  'holiday.reinstated': values('put a day off back into the calendar'),
  'deadline.started': sentence('started a deadline'),
  'deadline.met': sentence('noted that a deadline was met'),
  'deadline.withdrawn': sentence('withdrew a deadline'),
  'deadline.published': sentence('made a deadline public'),
  'file.stored': closed('handed in a file'),
  'file.withdrawn': closed('withdrew a file'),
  'letter.retried': running('sent a letter again'),
  'letter.dropped': running('gave up sending a letter'),
  'calendar_feed.made': closed('made an address for a calendar'),
  'calendar_feed.ended': closed('ended the address for a calendar'),
  'service.verified': values('looked whether the record is as it was written'),
  'digest.wanted': closed('asked for a daily letter'),
  'digest.ended': closed('ended the daily letters'),
  'hold.placed': values('held the record'),
  'hold.ended': values('ended the hold'),
  'watch.begun': closed('began to watch an organisation'),
  'watch.ended': closed('stopped watching an organisation'),
  // Sources
  'source.added': values('added this source'),
  'entry.written': values('wrote this entry'),
  'entry.rewritten': values('changed this entry'),
  'entry.published': values('published this entry'),
  'entry.returned': values('gave this entry back'),
  'entry.dropped': values('gave this entry up'),
  'source.edited': values('changed what is said of this source'),
  'source.verified': values('read this source and found that it says what it is used for'),
  'source.questioned': values('read this source and found that it does not say what it is used for'),
  'source.withdrawn': values('withdrew this source'),
  'source_conflict.added': values('recorded that sources disagree'),
  // Reports of mistakes
  'correction.reported': sentence('reported a mistake'),
  'correction.answered': values('answered a report of a mistake'),
  // Organisations
  'organisation.registered': values('put it on the record'),
  'organisation.renamed': values('gave it another name'),
  'organisation.named': values('added names by which it is known'),
  'organisation.coded': values('added codes'),
  'organisation.completed': values('filled in details that were missing'),
  'organisation.linked': values('recorded how it goes together with another organisation'),
  'organisation.edited': values('changed what is said of it'),
  'post.edited': values('changed what is said of a post'),
  'organisation.gap_noted': values('noted what is not known about it'),
  'post.recorded': values('recorded who held a post'),
  // Inspections
  'framework_draft.added': running('began a framework version'),
  'framework_draft.changed': running('changed a framework version before it was agreed'),
  'framework_draft.dropped': running('gave up a framework version before it was agreed'),
  'framework.agreed': values('agreed this framework version, which somebody else wrote'),
  'framework.closed': values('said the last day of this framework version'),
  'frameworks.loaded': wholesale('loaded the shipped frameworks'),
  'inspection.recorded': values('recorded this inspection'),
  'inspection.completed': values('added what was missing'),
  'inspection.corrected': values('corrected it'),
  'inspection.superseded': values('recorded that a later inspection replaced it'),
  'inspection.moved': values('moved it to the body that it is about'),
  'inspection.started': closed('started this inspection'),
  'inspection.described': closed('changed its dates or what it looks at'),
  'inspection.member_named': closed('named somebody for this inspection'),
  'inspection.member_ended': closed('ended somebody’s part in this inspection'),
  'inspection.evidence_added': closed('added evidence'),
  'inspection.evidence_changed': closed('changed a piece of evidence'),
  'inspection.evidence_withdrawn': closed('withdrew a piece of evidence'),
  'inspection.judged': closed('set what is judged of an area'),
  'inspection.moderated': closed('changed a judgement after it was provisional'),
  'inspection.categorised': closed('put it into a category, or took it out of one'),
  'inspection.finding_added': closed('added a finding'),
  'inspection.finding_changed': closed('changed a finding'),
  'inspection.finding_removed': closed('took a finding out'),
  'inspection.note_written': closed('wrote what the visit said'),
  'inspection.report_written': closed('wrote the summary or the report'),
  'inspection.confirmed': closed('stood by the judgements'),
  'inspection.moved_on': closed('took it to its next stage'),
  'inspection.point_raised': closed('sent a point about its accuracy'),
  'inspection.points_finished': closed('had no more points to send'),
  'inspection.point_decided': closed('decided a point about its accuracy'),
  'inspection.published': values('published this inspection'),
  'inspection.correction_asked': closed('asked that it be corrected'),
  'inspection.withdrawal_asked': closed('asked that it be withdrawn'),
  'inspection.request_taken_back': closed('took back what was asked'),
  'inspection.request_refused': closed('refused what was asked'),
  'inspection.withdrawn': sentence('withdrew this inspection'),
  'inspections.sealed': wholesale('sealed what is published, so that a change behind the service’s back is found'),
  // Interventions and help
  'intervention.imposed': values('recorded this intervention'),
  'intervention.related': values('recorded how interventions go together'),
  'intervention.described': values('described this intervention more exactly'),
  'intervention.ended': values('recorded that this intervention ended'),
  'warning.noted': values('noted this warning sign'),
  'warning.answered': values('recorded what was done about this warning sign'),
  'peer_support.recorded': values('recorded help from peers'),
  'peer_support.moved': values('recorded how far help from peers has come'),
  'peer_finding.added': values('recorded what peers found'),
  'peer_finding.answered': values('recorded the answer to what peers found'),
  'structural_change.recorded': values('recorded a change of structure'),
  'sustainment_check.recorded': values('recorded a check after the exit'),
  'sustainment_check.done': values('recorded what a check after the exit showed'),
  'sustainability_plan.agreed': values('recorded the plan for after the exit'),
  'support_trigger.agreed': closed('agreed what calls for help'),
  'support_trigger.tested': closed('tested what calls for help'),
  'trigger_breach.noted': closed('noted that help was called for'),
  'trigger_breach.answered': closed('recorded the answer to a call for help'),
  'direction.added': values('recorded a direction'),
  'exit_criterion.added': values('recorded what must be true before the intervention ends'),
  'exit_evidence.added': closed('added evidence that the intervention can end'),
  'step_down.planned': values('planned the steps down'),
  'step.asked_up': closed('asked for a step up'),
  'step.asked_down': closed('asked for a step down'),
  'step.granted': closed('wrote down that a step was granted'),
  'step.refused': closed('wrote down that a step was refused'),
  'step.taken_back': closed('took back a request for a step'),
  'intervention.end_announced': values('recorded when it is to end'),
  'intervention.end_extended': values('recorded that it is to end later'),
  'intervention.end_brought_forward': values('recorded that it is to end sooner'),
  'direction.moved': values('recorded how far a direction has come'),
  'exit_criterion.moved': values('recorded whether a test for its end is met'),
  'sustainment_check.overtaken': sentence('took checks off the record that a later end overtook'),
  'event.recorded': values('recorded an event'),
  // Episodes
  'episode.opened': values('opened this episode'),
  'episode.relapse_recorded': values('recorded that this is a relapse'),
  'case.taken_up': sentence('began to run this case'),
  'case.moved': values('moved this case'),
  'case.closed': values('closed this case'),
  'case.paused': closed('paused this case'),
  'case.resumed': closed('took this case up again'),
  'case.described': values('described this case anew'),
  'case.failed_again': values('recorded that it failed again'),
  'case.restored': values('put it back to recovered'),
  'case_opening.begun': closed('began to open a case'),
  'case_opening.answered': closed('answered a part of what opens a case'),
  'case_opening.dropped': closed('gave up opening a case'),
  'person_to_tell.added': closed('added somebody who is to be told'),
  'person_to_tell.told': closed('noted that somebody was told'),
  'person_to_tell.withdrawn': closed('took somebody off the list of those to be told'),
  'episodes.derived': wholesale('worked the dates out again from the judgements'),
  'case_summary.drafted': closed('wrote a draft of its summary'),
  'case_summary.checked': closed('checked its summary'),
  'case_summary.notified': closed('told the organisation of its summary'),
  'case_summary.published': values('published its summary'),
  'case_summary.correction_begun': closed('began a new edition of its summary'),
  'outcome.recorded': values('recorded what came of it'),
  // Measures: a number may be one that not everybody may see
  'measure.recorded': sentence('recorded this measure'),
  'measure.paired': sentence('said which measures are read together'),
  'measure_value.recorded': closed('recorded numbers of a measure'),
  'measure.edited': closed('changed what is said of this measure'),
  'measure.defined': values('changed the definition of this measure'),
  'measure.numbers_entered': closed('entered numbers'),
  'measure.protected': sentence('changed how small numbers of this measure are protected'),
  'measure.less_protection_asked': closed('asked that small numbers are protected less'),
  'measure.baseline_asked': closed('asked for a baseline'),
  'measure.baseline_locked': values('locked the baseline from which limits are worked out'),
  'measure.dip_asked': closed('asked that a dip be expected'),
  'measure.dip_expected': values('wrote down a dip that is expected'),
  'measure.proposal_agreed': closed('agreed to what was asked of this measure'),
  'measure.proposal_refused': closed('refused what was asked of this measure'),
  // Boards and their meetings: what is published of them has a page of its own
  'board.created': closed('set up this board'),
  'board.described': closed('changed what is said of this board'),
  'board.terms_renewed': closed('recorded new terms'),
  'board_member.added': closed('added a member'),
  'board_member.changed': closed('changed the seat of a member'),
  'review.scheduled': closed('scheduled this meeting'),
  'review.rescheduled': closed('moved this meeting'),
  'review.cancelled': closed('cancelled this meeting'),
  'review.collecting': closed('asked for updates'),
  'review.collecting_stopped': closed('stopped asking for updates'),
  'review.issued': closed('issued the pack'),
  'review.held': closed('noted that the meeting was held'),
  'review.minutes_drafted': closed('sent the draft of the minutes round'),
  'review.minutes_agreed': closed('noted that the minutes were agreed'),
  'attendance.taken': closed('took the attendance of a member'),
  'agenda_item.added': closed('put an item on the agenda'),
  'agenda_item.described': closed('changed an item of the agenda'),
  'agenda_item.moved': closed('moved an item of the agenda'),
  'agenda_item.removed': closed('took an item off the agenda'),
  'agenda_item.outcome_set': closed('wrote down what came of an item'),
  'decision.recorded': closed('recorded a decision'),
  'decision.retyped': closed('noted what the quorum makes of a decision'),
  'decision.looked_back_on': closed('looked back on a decision'),
  'decision.withdrawn': closed('took back a decision recorded in error'),
  'challenge.raised': closed('recorded a challenge'),
  'challenge.answered': closed('answered a challenge'),
  'challenge.judged': closed('said whether the answer will do'),
  'board_action.recorded': closed('recorded an action'),
  'board_action.date_moved': closed('moved the date of an action'),
  'board_action.done': closed('noted that an action is done'),
  'board_action.cancelled': closed('cancelled an action'),
  'board_action.reopened': closed('opened an action again'),
  'minutes.begun': closed('began the minutes'),
  'minutes.written': closed('wrote an item of the minutes'),
  'minutes.agreed': closed('agreed the minutes as a correct record'),
  'minutes.public_version_prepared': closed('prepared the public version of the minutes'),
  'minutes.published': closed('published the minutes'),
  'minutes.addendum_added': closed('added to the agreed minutes'),
  'pack.frozen': closed('froze the pack'),
  'pack.supplement_added': closed('added a paper beside the pack'),
  'pack.unlock_asked': closed('asked to correct the issued pack'),
  'pack.unlock_agreed': closed('agreed that the issued pack may be corrected'),
  'pack.unlock_refused': closed('refused a correction of the issued pack'),
  // Lessons
  'lesson_evidence.added': values('added evidence for a lesson'),
  // Imports
  'import.applied': wholesale('brought in a publication'),
  'library.loaded': wholesale('loaded the case library'),
};

/** An act that nobody has worded yet still reads as words: "did this: warning noted". */
const unworded = (action: string): string => `did this: ${action.replaceAll(/[._]+/g, ' ')}`;

export const doingOf = (action: string): string => tellings[action]?.does ?? unworded(action);

/** What everybody may read of it. An act that nobody has worded is not shown outside. */
export const openOf = (action: string): Telling['open'] => tellings[action]?.open ?? 'nothing';

/** Whether whoever runs the service reads the words of an act: what is confidential to others is not theirs. */
export const isForAdministrators = (action: string): boolean =>
  tellings[action]?.running === true || openOf(action) === 'values';

/** The acts of which everybody may read, of a public object. */
export const openActions: readonly string[] = Object.entries(tellings).flatMap(([action, { open }]) =>
  open === 'nothing' ? [] : [action],
);

export const refusedActions: readonly string[] = Object.entries(tellings).flatMap(([action, telling]) =>
  telling.refusal ? [action] : [],
);
