import { type CaseEpisode, casesOf, relapsesOf } from './cases.js';

const anEpisode = (given: Partial<CaseEpisode> & Pick<CaseEpisode, 'id' | 'organisationId'>): CaseEpisode => ({
  ref: `EP-${given.id}`,
  title: given.id,
  organisationName: given.organisationId,
  organisationSlug: given.organisationId,
  successorId: null,
  successorName: null,
  successorSlug: null,
  relapseOfId: null,
  triggerInspectionRef: null,
  triggerInterventionId: null,
  notFailingInspectionRef: null,
  triggerInferred: null,
  notFailingInferred: null,
  triggerOn: '2010',
  derivedTriggerOn: null,
  notFailingOn: null,
  derivedNotFailingOn: null,
  recoveredOn: null,
  closedOn: null,
  ...given,
});

const link = (fromId: string, type: 'acquired_by' | 'replaced_by' | 'parent' | 'delivers_for', toId: string) => ({
  fromId,
  toId,
  type,
  onDate: null,
});
const told = (cases: ReturnType<typeof casesOf>) =>
  cases.map(({ bodies, episodes }) => [bodies.map(({ id }) => id), episodes.map(({ id }) => id)]);

describe('the cases of the library', () => {
  it('are one story where a body is carried on by another', () => {
    const episodes = [
      anEpisode({ id: 'basildon-2009', organisationId: 'basildon' }),
      anEpisode({ id: 'doncaster-2010', organisationId: 'doncaster' }),
      anEpisode({ id: 'maternity-2020', organisationId: 'essex' }),
    ];
    expect(told(casesOf(episodes, [link('basildon', 'acquired_by', 'essex')]))).toEqual([
      [
        ['basildon', 'essex'],
        ['basildon-2009', 'maternity-2020'],
      ],
      [['doncaster'], ['doncaster-2010']],
    ]);
  });

  it('name the successor in which a story goes on without a further failure', () => {
    const episode = anEpisode({
      id: 'e',
      organisationId: 'eltham',
      successorId: 'harris',
      successorName: 'Harris',
      successorSlug: 'harris',
    });
    expect(told(casesOf([episode], [link('eltham', 'replaced_by', 'harris')]))).toEqual([
      [['eltham', 'harris'], ['e']],
    ]);
  });

  it('do not run together because two bodies belong to the same third', () => {
    const episodes = [anEpisode({ id: 'a', organisationId: 'one' }), anEpisode({ id: 'b', organisationId: 'two' })];
    expect(told(casesOf(episodes, [link('one', 'parent', 'trust'), link('two', 'parent', 'trust')]))).toHaveLength(2);
  });

  it('leave unnamed who only delivered for a body', () => {
    const episodes = [anEpisode({ id: 'a', organisationId: 'council' })];
    expect(told(casesOf(episodes, [link('trust', 'delivers_for', 'council')]))).toEqual([[['council'], ['a']]]);
  });

  it('count relapses by episode and by story', () => {
    const episodes = [
      anEpisode({ id: 'a', organisationId: 'one' }),
      anEpisode({ id: 'b', organisationId: 'one', relapseOfId: 'a' }),
      anEpisode({ id: 'c', organisationId: 'one', relapseOfId: 'b' }),
      anEpisode({ id: 'd', organisationId: 'two' }),
    ];
    expect(relapsesOf(casesOf(episodes, []))).toEqual({ episodes: 2, cases: 1 });
  });
});
