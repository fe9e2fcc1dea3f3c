import { aFullPack, aPackMeasure, aPackMilestone, aPackMove, packFacts } from '../../../../test/builders/pack-facts.js';
import { privateSentence } from './pack-data.js';
import { publicFacts } from './public-facts.js';

const secret = 'It concerns a person who can be recognised';

describe('what everybody may read of a pack', () => {
  it('keeps the place of a private item, and only its reason', () => {
    const { agenda } = publicFacts(aFullPack(), { measures: [], dataNotes: [], minutes: null, plans: [] });
    expect(agenda.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(agenda[3]).toMatchObject({
      title: 'This item was discussed in private because it concerns a person who can be recognised.',
      minutes: null,
      leadPost: null,
    });
    expect(JSON.stringify(agenda)).not.toContain('The post of the director');
  });

  it('has nothing of a record that a private item is about, and says how many are left out', () => {
    const facts = packFacts({
      milestones: [
        aPackMilestone(1, { title: 'Replace the head of assessment', inPrivate: secret }),
        aPackMilestone(2),
      ],
      moves: [
        aPackMove({ title: 'Replace the head of assessment', inPrivate: secret }),
        aPackMove({ milestone: 'MS-0002' }),
      ],
      checks: [
        { rule: 'Milestones without evidence', of: ['MS-0001', 'MS-0002'] },
        { rule: 'Milestones without an owner', of: ['MS-0001'] },
      ],
    });
    const open = publicFacts(facts, { measures: [], dataNotes: [], minutes: null, plans: [] });
    expect(JSON.stringify(open)).not.toContain('Replace the head');
    expect(open.milestones.map(({ ref }) => ref)).toEqual(['MS-0002']);
    expect(open.checks).toEqual([{ rule: 'Milestones without evidence', of: ['MS-0002'] }]);
    expect(open.leftOut).toMatchObject({ milestones: 1, moves: 1, decisions: 0 });
  });

  it('has nothing that is not published: a plan of the board, the register of risks, minutes nobody has agreed', () => {
    const facts = {
      ...aFullPack(),
      plans: [{ ...aFullPack().plans[0], forBoard: true }] as never,
      milestones: aFullPack().milestones.map((milestone) => ({ ...milestone, forBoard: true })),
    };
    const open = publicFacts(facts, { measures: [], dataNotes: [], minutes: null, plans: [] });
    expect(open.plans).toEqual([]);
    expect(open.milestones).toEqual([]);
    expect(open.leftOut.milestones).toBe(40);
    expect(open.risks).toBeNull();
    expect(open.lastMeeting?.items).toEqual([]);
  });

  it('calls milestones and their moves what the published version calls them, and says the rest as of the day', () => {
    const full = aFullPack();
    const milestone = full.milestones.find(({ inPrivate, forBoard }) => inPrivate === null && !forBoard);
    if (!milestone) throw new Error('The pack has no public milestone');
    const move = full.moves[0] && { ...full.moves[0], milestone: milestone.ref, inPrivate: null, forBoard: false };
    const words = { title: 'As agreed', ownerPost: 'The post', theirRef: '1.1', priority: 9, priorityTitle: 'Theirs' };
    const open = publicFacts(
      { ...full, moves: move ? [move] : [] },
      { measures: [], dataNotes: [], minutes: null, plans: [], words: new Map([[milestone.ref, words]]) },
    );
    expect(open.milestones.find(({ ref }) => ref === milestone.ref)).toEqual({ ...milestone, ...words });
    expect(open.moves).toEqual([{ ...move, title: 'As agreed', ownerPost: 'The post' }]);
  });

  it('has the measures as they were disclosed to the public, and none of the true numbers', () => {
    const facts = packFacts({
      measures: [aPackMeasure(1, { newest: '3 children' }), aPackMeasure(2, { newest: '17' })],
      dataNotes: ['ME-0002 only the board may know this'],
    });
    const disclosed = [aPackMeasure(1, { newest: 'Withheld, so that nobody can be recognised (c)' })];
    const open = publicFacts(facts, { measures: disclosed, dataNotes: [], minutes: null, plans: [] });
    expect(JSON.stringify(open)).not.toContain('3 children');
    expect(open.measures).toBe(disclosed);
    expect(open.leftOut.measures).toBe(1);
    expect(open.dataNotes).toEqual([]);
  });
});

describe('the sentence in the place of a private item', () => {
  it.each([
    ['It concerns a person', 'This item was discussed in private because it concerns a person.'],
    ['the contract is being let. ', 'This item was discussed in private because the contract is being let.'],
    ['NHS talks go on', 'This item was discussed in private because NHS talks go on.'],
  ])('%p: %p', (reason, sentence) => {
    expect(privateSentence(reason)).toBe(sentence);
  });
});
