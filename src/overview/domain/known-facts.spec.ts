import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import { aDossier, anIntervention, aWarning, certain, failedTwice } from '../../../test/builders/a-dossier.js';
import { derivedAnew } from './judged.js';
import { knownFacts } from './known-facts.js';

const asKnownOn = (text: string, dossier = failedTwice(), sourced = new Map()) =>
  derivedAnew(knownFacts(dossier, { day: day(text), sourced }));

describe('a dossier as it was known on a day', () => {
  it('holds one running episode between the first failure and the judgement that ended it', () => {
    const { episodes, inspections } = asKnownOn('2012-06-30');
    expect(inspections.map(({ id }) => id)).toEqual(['first']);
    expect(episodes.map(({ id }) => id)).toEqual(['one']);
    expect(episodes[0]?.derived.notFailing).toBeNull();
    expect(episodes[0]?.watchUntil).toBeNull();
  });

  it('counts a judgement known to its month from the last day of that month', () => {
    expect(asKnownOn('2013-02-27').episodes[0]?.derived.notFailing).toBeNull();
    expect(asKnownOn('2013-02-28').episodes[0]?.derived.notFailing?.inspectionId).toBe('ended');
  });

  it('starts the watch from what was known', () => {
    expect(asKnownOn('2018-01-01').episodes[0]?.watchUntil).toBe('2020-02-15');
  });

  it('makes the second failure a relapse of the first, and knows no more than that', () => {
    const { episodes } = asKnownOn('2020-01-01');
    expect(episodes.map(({ id }) => id)).toEqual(['one', 'two']);
    expect(episodes[1]?.derived.relapseOfId).toBe('one');
    expect(episodes[1]?.derived.notFailing).toBeNull();
    expect(episodes[1]?.summary).toBeNull();
  });

  it('does not know the end of something that had not ended, nor an end announced later', () => {
    const [commissioner] = asKnownOn('2020-01-01').interventions;
    expect(commissioner?.endedOn).toBeNull();
    expect(commissioner?.plannedEnds.map(({ id }) => id)).toEqual(['plan-1']);
    const [later] = asKnownOn('2022-04-01').interventions;
    expect(later?.endedOn).toEqual(period('2022-03'));
    expect(later?.plannedEnds.map(({ id }) => id)).toEqual(['plan-1', 'plan-2']);
  });

  it('takes out an answer that came later, and keeps the sign', () => {
    const [, sign] = asKnownOn('2018-03-01').warnings;
    expect(sign?.id).toBe('late');
    expect(sign?.response).toBeNull();
    expect(asKnownOn('2018-07-01').warnings[1]?.response).toBe('It was noted.');
  });

  it('leaves out a fact of which nobody knows when it became known', () => {
    const dossier = aDossier({ warnings: [aWarning('vague', '2010', { certainty: certain(null) })] });
    expect(asKnownOn('2026-01-01', dossier).warnings).toEqual([]);
  });

  it('opens no episode on a trigger that was not known, and forgets what is not known today', () => {
    expect(
      asKnownOn('2010-01-01', failedTwice({ gaps: [{ organisationId: 'service', text: 'The name.' }] })).episodes,
    ).toEqual([]);
    expect(
      asKnownOn('2020-01-01', failedTwice({ gaps: [{ organisationId: 'service', text: 'The name.' }] })).gaps,
    ).toEqual([]);
  });

  it('shows a conflict only once two of its claims could be read', () => {
    const conflict = {
      id: 'c',
      ref: 'SC-1',
      topic: 'The date',
      shownFirst: 0,
      why: 'It was read.',
      claims: [
        { id: 'a', position: 0, text: '2011' },
        { id: 'b', position: 1, text: '2012' },
      ],
      subjectIds: ['first'],
    };
    const sourced = new Map([
      ['a', period('2011')],
      ['b', period('2014-03')],
    ]);
    expect(asKnownOn('2014-03-30', failedTwice({ conflicts: [conflict] }), sourced).conflicts).toEqual([]);
    expect(asKnownOn('2014-03-31', failedTwice({ conflicts: [conflict] }), sourced).conflicts).toHaveLength(1);
  });

  it('adds an episode that only the judgements known then open', () => {
    const dossier = failedTwice();
    const without = { ...dossier, episodes: [] };
    const [added] = asKnownOn('2011-01-01', without).episodes;
    expect(added?.ref).toBeNull();
    expect(added?.triggerOn).toEqual(period('2010-12-17'));
  });

  it('drops an episode from judgements that the judgements known then do not open', () => {
    const dossier = failedTwice();
    const quiet = { ...dossier, episodes: dossier.episodes.map((one) => ({ ...one, origin: 'judgements' })) };
    const calm = {
      ...quiet,
      inspections: quiet.inspections.map((one) => (one.id === 'again' ? { ...one, judgements: [] } : one)),
    };
    expect(asKnownOn('2020-01-01', calm).episodes.map(({ id }) => id)).toEqual(['one']);
  });

  it('names no overlap with a step that was not known', () => {
    const dossier = aDossier({
      interventions: [
        anIntervention('a', 3, '2010-01-01', null, { overlapIds: ['b'] }),
        anIntervention('b', 4, '2012-01-01', null, { overlapIds: ['a'] }),
      ],
    });
    expect(asKnownOn('2011-01-01', dossier).interventions[0]?.overlapIds).toEqual([]);
    expect(asKnownOn('2013-01-01', dossier).interventions[0]?.overlapIds).toEqual(['b']);
  });
});
