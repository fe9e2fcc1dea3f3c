import { episodeClock, isMeasured, type Measure } from '../../episodes/domain/episode-clock.js';
import { standingOf } from '../../episodes/domain/standing.js';
import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import {
  aBody,
  aDossier,
  aJudgement,
  anEpisode,
  anInspection,
  certain,
  failedTwice,
  named,
} from '../../../test/builders/a-dossier.js';
import {
  daysOf,
  entriesOf,
  episodeFactsOf,
  nextEpisodeOf,
  othersWithEpisodes,
  standingFactsOf,
  triggerLabel,
} from './case-facts.js';
import type { Dossier } from './dossier.js';
import { timelineOf } from './timeline.js';

const today = day('2026-11-23');
const episode = (dossier: Dossier, id: string) => {
  const found = dossier.episodes.find((one) => one.id === id);
  if (!found) throw new Error(`There is no episode ${id}`);
  return found;
};
const months = (measure: Measure) => (isMeasured(measure) ? measure.months : measure.missing);
const clockOf = (dossier: Dossier, id: string) => episodeClock(episodeFactsOf(dossier, episode(dossier, id)));

describe('the facts of a case', () => {
  it('give 74.7 months from the first not-failing judgement to the next trigger', () => {
    expect(months(clockOf(failedTwice(), 'one').notFailingToNextTrigger)).toEqual({ months: 74.7, uncertainty: 0.5 });
    expect(nextEpisodeOf(failedTwice(), episode(failedTwice(), 'one'))?.id).toBe('two');
  });

  it('name the warnings, peers and steps that the episode names, and no others', () => {
    const facts = episodeFactsOf(failedTwice(), episode(failedTwice(), 'two'));
    expect(facts.warnings.map(({ factId }) => factId)).toEqual(['restructure', 'late']);
    expect(facts.peers.map(({ factId }) => factId)).toEqual(['review']);
    expect(facts.interventions.map(({ factId, level }) => [factId, level])).toEqual([['commissioner', 5]]);
  });

  it('take the level that the episode reads into a step before the level of the step', () => {
    const dossier = failedTwice();
    const read = {
      ...dossier,
      episodes: dossier.episodes.map((one) => ({
        ...one,
        facts: [named('intervention', 'intervention', 'commissioner', 4)],
      })),
    };
    expect(episodeFactsOf(read, episode(read, 'two')).interventions[0]?.level).toBe(4);
  });

  it('find a decline after good that opened no episode', () => {
    const leaders = (key: 'inadequate' | 'good') =>
      aJudgement('leaders', key, { areaKey: 'leaders', isOverall: false, position: 1 });
    const dossier = aDossier({
      inspections: [
        anInspection('fail', '2012-11-16', 'inadequate'),
        anInspection('good', '2018-01', 'good'),
        anInspection('slip', '2022-04', 'requires_improvement', {
          judgements: [aJudgement('o', 'requires_improvement'), leaders('inadequate')],
        }),
      ],
      episodes: [
        anEpisode('e', '2012-11-16', {
          triggerInspectionId: 'fail',
          notFailing: { inspectionId: 'good', on: period('2018-01') },
          good: { inspectionId: 'good', on: period('2018-01') },
        }),
      ],
    });
    expect(months(clockOf(dossier, 'e').goodToDecline)).toEqual({ months: 51, uncertainty: 1 });
    expect(episodeFactsOf(dossier, episode(dossier, 'e')).laterDecline?.factId).toBe('slip');
  });

  it('take the published word of what failed', () => {
    expect(triggerLabel(failedTwice(), episode(failedTwice(), 'two'))).toBe('Inadequate');
  });

  it('tell the state in a sentence that anyone can read aloud', () => {
    expect(standingOf(standingFactsOf(failedTwice(), 'service'), today).sentence).toBe(
      'Judged inadequate in December 2010 and again in May 2019. Not failing since May 2023. The relapse watch runs to May 2030.',
    );
  });

  it('keep the story of a predecessor apart from the state of its successor', () => {
    const bodies = [aBody('academy', { kind: 'school' }), aBody('school', { kind: 'school' })];
    const link = {
      id: 'l',
      fromId: 'school',
      toId: 'academy',
      type: 'replaced_by',
      on: period('2012-09'),
      certainty: certain('2012-09'),
    };
    const dossier = aDossier({
      self: bodies[0],
      bodies,
      family: ['academy', 'school'],
      links: [link],
      episodes: [anEpisode('e', '2010-11-18', { organisationId: 'school', area: 'standards' })],
    });
    expect(othersWithEpisodes(dossier)).toEqual(['school']);
    expect(standingFactsOf(dossier, 'academy').episodes).toEqual([]);
    expect(standingFactsOf(dossier, 'school').episodes).toHaveLength(1);
  });

  it('cover the days from the first sign to the next failure', () => {
    const dossier = failedTwice();
    expect(daysOf(dossier, episode(dossier, 'one'), today)).toEqual({ from: '2010-12-17', to: '2019-05-08' });
    expect(daysOf(dossier, episode(dossier, 'two'), today)).toEqual({ from: '2015-07-01', to: today });
  });

  it('give each episode its own part of the timeline, judgements on both sides included', () => {
    const dossier = failedTwice();
    const timeline = timelineOf(dossier);
    const ids = (id: string) => entriesOf(dossier, episode(dossier, id), { timeline, today }).map((entry) => entry.id);
    expect(ids('one')).toEqual(['first', 'notice', 'ended', 'again']);
    expect(ids('two')).toEqual(['restructure', 'late', 'review', 'again', 'commissioner', 'over']);
  });
});
