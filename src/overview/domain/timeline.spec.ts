import { period } from '../../kernel/period.js';
import {
  aBody,
  aDossier,
  anInspection,
  anIntervention,
  aSupport,
  aWarning,
  certain,
  failedTwice,
} from '../../../test/builders/a-dossier.js';
import { kindsOf, timelineOf } from './timeline.js';

describe('the timeline', () => {
  it('merges every kind of fact in the order of time', () => {
    expect(timelineOf(failedTwice()).map(({ id }) => id)).toEqual([
      'first',
      'notice',
      'ended',
      'restructure',
      'late',
      'review',
      'again',
      'commissioner',
      'over',
    ]);
  });

  it('puts the more exact of two dates with the same middle first, and what has no date last', () => {
    const dossier = aDossier({
      warnings: [aWarning('year', '2010'), aWarning('day', '2010-07-01'), { ...aWarning('none', '2010'), on: null }],
    });
    expect(timelineOf(dossier).map(({ id }) => id)).toEqual(['day', 'year', 'none']);
  });

  it('tells what was recorded twice once, under both kinds', () => {
    const dossier = aDossier({
      interventions: [anIntervention('team', 1, '2010-04', '2010-07')],
      support: [aSupport('same', '2010-04', '2010-07', { sameAsId: 'team' })],
    });
    const [entry, ...others] = timelineOf(dossier);
    expect(others).toEqual([]);
    expect(entry && kindsOf(entry)).toEqual(['intervention', 'support']);
  });

  it('tells help whose other record is not there', () => {
    const dossier = aDossier({ support: [aSupport('alone', '2010-04', null, { sameAsId: 'gone' })] });
    expect(timelineOf(dossier).map(({ id, kind }) => [id, kind])).toEqual([['alone', 'support']]);
  });

  it('keeps visits without grades apart from judgements', () => {
    const dossier = aDossier({
      inspections: [
        anInspection('graded', '2010-01-01', 'good'),
        anInspection('visit', '2010-02-01', 'good', { graded: false, judgements: [] }),
        anInspection('category', '2010-03-01', 'good', {
          graded: false,
          judgements: [],
          categoryKey: 'special_measures',
        }),
      ],
    });
    expect(timelineOf(dossier).map(({ kind }) => kind)).toEqual(['judgement', 'visit', 'judgement']);
  });

  it('tells a dated link between bodies unless a structural change tells it', () => {
    const bodies = [aBody('school'), aBody('academy')];
    const link = {
      id: 'link',
      fromId: 'school',
      toId: 'academy',
      type: 'replaced_by',
      on: period('2012-09'),
      certainty: certain('2012-09'),
    };
    const base = { self: bodies[0], bodies, family: ['school', 'academy'], links: [link] };
    expect(timelineOf(aDossier(base)).map(({ id }) => id)).toEqual(['link']);
    const change = {
      id: 'conversion',
      organisationId: 'school',
      on: period('2012-09-01'),
      kind: 'new_body',
      text: 'It became an academy.',
      reason: null,
      certainty: certain('2012-09'),
    };
    expect(timelineOf(aDossier({ ...base, changes: [change] })).map(({ id }) => id)).toEqual(['conversion']);
  });
});
