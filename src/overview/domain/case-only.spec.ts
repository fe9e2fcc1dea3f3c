import {
  aBody,
  aDossier,
  anEpisode,
  anIntervention,
  aWarning,
  failedTwice,
  named,
} from '../../../test/builders/a-dossier.js';
import { day } from '../../kernel/calendar-day.js';
import { entriesOf } from './case-facts.js';
import { caseOnly, chainOf } from './case-only.js';
import type { Dossier } from './dossier.js';
import { timelineOf } from './timeline.js';

const drawnOf = (dossier: Dossier, id: string): Dossier => {
  const episode = dossier.episodes.find((one) => one.id === id);
  if (!episode) throw new Error(`There is no episode ${id}`);
  const entries = entriesOf(dossier, episode, { timeline: timelineOf(dossier), today: day('2026-11-23') });
  return caseOnly(dossier, episode, entries);
};
const ids = (facts: readonly { readonly id: string }[]): readonly string[] => facts.map(({ id }) => id);

/** How the council is run failed at the same time as its services for children. */
const twoStories = (): Dossier =>
  aDossier({
    self: aBody('council'),
    episodes: [
      anEpisode('children', '2009', {
        organisationId: 'council',
        facts: [named('intervention', 'intervention', 'notice', 3)],
      }),
      anEpisode('corporate', '2010', {
        organisationId: 'council',
        area: 'corporate',
        facts: [named('intervention', 'intervention', 'commissioners', 5), named('warning', 'warning_sign', 'audit')],
      }),
      anEpisode('children-again', '2012', { organisationId: 'council', relapseOfId: 'children' }),
    ],
    interventions: [
      anIntervention('notice', 3, '2009-03', null, { organisationId: 'council' }),
      anIntervention('commissioners', 5, '2010-06', '2014-11', { organisationId: 'council' }),
    ],
    warnings: [
      aWarning('audit', '2010-01', { organisationId: 'council' }),
      aWarning('incident', '2009-04', { organisationId: 'council' }),
    ],
  });

describe('the picture of one case', () => {
  it('shows the facts of that case and its own chain only', () => {
    const drawn = drawnOf(twoStories(), 'corporate');
    expect(ids(drawn.episodes)).toEqual(['corporate']);
    expect(ids(drawn.interventions)).toEqual(['commissioners']);
    expect(ids(drawn.warnings)).toEqual(['audit']);
  });

  it('keeps what the case relapsed from and what relapsed from it', () => {
    expect(ids(drawnOf(twoStories(), 'children').episodes)).toEqual(['children', 'children-again']);
    expect(ids(drawnOf(twoStories(), 'children-again').episodes)).toEqual(['children', 'children-again']);
  });

  it('keeps every judgement of the same work, so that the spells of its chain are seen to open and end', () => {
    expect(ids(drawnOf(failedTwice(), 'two').inspections)).toEqual(['first', 'ended', 'again', 'over']);
  });
});

describe('a chain of episodes', () => {
  it('ends, though two be written down as the relapse of each other', () => {
    const one = anEpisode('one', '2009', { relapseOfId: 'two' });
    const dossier = aDossier({ episodes: [one, anEpisode('two', '2012', { relapseOfId: 'one' })] });
    expect(ids(chainOf(dossier, one))).toEqual(['one', 'two']);
  });
});
