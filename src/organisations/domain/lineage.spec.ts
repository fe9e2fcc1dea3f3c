import type { OrganisationLinkType } from '../../vocabulary/domain/organisation-link-types.js';
import { lineageFrom, lineageOf, noLineage, servicesWithin } from './lineage.js';

const link = (fromId: string, type: OrganisationLinkType, toId: string) => ({ fromId, toId, type, on: null });
const ids = (set: ReadonlySet<string>): readonly string[] => [...set].toSorted();

describe('the lineage of a body', () => {
  it.each([
    'replaced_by',
    'acquired_by',
    'absorbed_by',
    'merged_into',
    'transferred_to',
    'delivers_for',
    'predecessor',
  ] as const)('runs through %s, seen from either end', (type) => {
    const links = [link('old', type, 'new')];
    expect(ids(lineageOf('old', links))).toEqual(['new', 'old']);
    expect(ids(lineageOf('new', links))).toEqual(['new', 'old']);
  });

  it('reads "successor" as the same relation from the other end', () => {
    const links = [link('b', 'successor', 'a'), link('c', 'successor', 'b'), link('x', 'merged_into', 'b')];
    expect(ids(lineageOf('a', links))).toEqual(['a', 'b', 'c']);
    expect(ids(lineageOf('c', links))).toEqual(['a', 'b', 'c', 'x']);
  });

  it('goes on through several bodies', () => {
    const links = [link('a', 'replaced_by', 'b'), link('b', 'acquired_by', 'c')];
    expect(ids(lineageOf('a', links))).toEqual(['a', 'b', 'c']);
    expect(ids(lineageOf('b', links))).toEqual(['a', 'b', 'c']);
  });

  it('does not make two bodies continue one another because a third continues both', () => {
    const links = [link('a', 'merged_into', 'c'), link('b', 'merged_into', 'c')];
    expect(ids(lineageOf('a', links))).toEqual(['a', 'c']);
    expect(ids(lineageOf('c', links))).toEqual(['a', 'b', 'c']);
  });

  it('does not run through "parent"', () => {
    expect(ids(lineageOf('service', [link('service', 'parent', 'council')]))).toEqual(['service']);
  });

  it('ends where relations go round in a circle', () => {
    const links = [
      link('trust', 'delivers_for', 'council'),
      link('council', 'transferred_to', 'trust'),
      link('a', 'replaced_by', 'a'),
    ];
    expect(ids(lineageOf('trust', links))).toEqual(['council', 'trust']);
    expect(ids(lineageOf('a', links))).toEqual(['a']);
  });

  it('is the body alone without links', () => {
    expect(ids(noLineage.lineageOf('a'))).toEqual(['a']);
    expect(noLineage.answersFor('a')).toBe('a');
  });
});

describe('what lies within a body', () => {
  const links = [
    link('service', 'parent', 'council'),
    link('team', 'parent', 'service'),
    link('loop', 'parent', 'loop'),
  ];

  it('is its services, and theirs', () => {
    expect(ids(servicesWithin('council', links))).toEqual(['service', 'team']);
    expect(ids(servicesWithin('team', links))).toEqual([]);
    expect(ids(servicesWithin('loop', links))).toEqual([]);
  });

  it('is told from inside as well', () => {
    expect(ids(lineageFrom(links).bodiesAround('team'))).toEqual(['council', 'service']);
  });
});

describe('who answers for a service', () => {
  it('is the council for which a trust delivers it', () => {
    expect(lineageFrom([link('trust', 'delivers_for', 'council')]).answersFor('trust')).toBe('council');
    expect(lineageFrom([link('trust', 'delivers_for', 'council')]).answersFor('council')).toBe('council');
  });

  it('is the trust itself when it delivers for more than one', () => {
    const lineage = lineageFrom([link('trust', 'delivers_for', 'a'), link('trust', 'delivers_for', 'b')]);
    expect(lineage.answersFor('trust')).toBe('trust');
  });

  it('does not change with an absorption', () => {
    expect(lineageFrom([link('trust', 'absorbed_by', 'council')]).answersFor('trust')).toBe('trust');
  });
});
