import { BodiesAtHand, type BodyAtHand, type Wanted } from './bodies-at-hand.js';

const aBody = (id: string, name: string, more: Partial<BodyAtHand> = {}): BodyAtHand => ({
  id,
  name,
  kind: 'council',
  sector: 'councils',
  parentId: null,
  region: null,
  openedOn: null,
  closedOn: null,
  names: [],
  codes: [],
  ...more,
});

const wanted = (names: string[], more: Partial<Wanted> = {}): Wanted => ({
  names,
  codes: [],
  scheme: 'ofsted-la',
  closed: false,
  ...more,
});

describe('finding the council that a row means', () => {
  const doncaster = aBody('1', 'Doncaster Metropolitan Borough Council', {
    codes: [{ scheme: 'ons', value: 'E08000017' }],
  });

  it('goes by a code before a name', () => {
    const other = aBody('2', 'Doncaster');
    const bodies = new BodiesAtHand([doncaster, other]);
    expect(bodies.match(wanted(['Doncaster'], { codes: [{ scheme: 'ons', value: 'E08000017' }] }))).toEqual({
      found: 'one',
      body: doncaster,
    });
  });

  it('knows another spelling of the name', () => {
    expect(new BodiesAtHand([doncaster]).match(wanted(['doncaster']))).toEqual({ found: 'one', body: doncaster });
  });

  it('takes the open one of two that share a name', () => {
    const before = aBody('3', 'Somerset County Council', { closedOn: '2023-04-01' });
    const now = aBody('4', 'Somerset Council');
    const bodies = new BodiesAtHand([before, now]);
    expect(bodies.match(wanted(['somerset']))).toEqual({ found: 'one', body: now });
    expect(bodies.match(wanted(['Somerset'], { closed: true }))).toEqual({ found: 'one', body: before });
  });

  it('never gives one body two numbers of one publisher', () => {
    const held = aBody('5', 'Somerset Council', { codes: [{ scheme: 'local-authority-code', value: 'SMT' }] });
    const match = new BodiesAtHand([held]).match(
      wanted(['Somerset'], {
        scheme: 'local-authority-code',
        codes: [{ scheme: 'local-authority-code', value: 'SOM' }],
        closed: true,
      }),
    );
    expect(match).toEqual({ found: 'none' });
  });

  it('does not choose between two that it cannot tell apart', () => {
    const bodies = new BodiesAtHand([aBody('6', 'Avon Council'), aBody('7', 'Avon City Council')]);
    expect(bodies.match(wanted(['avon']))).toEqual({ found: 'several', names: ['Avon Council', 'Avon City Council'] });
  });

  it('never takes a school for a council', () => {
    expect(new BodiesAtHand([aBody('8', 'Doncaster', { kind: 'school' })]).match(wanted(['doncaster']))).toEqual({
      found: 'none',
    });
  });

  it('sends judgements of children’s services to the service, where it is a body of its own', () => {
    const council = aBody('9', 'West Sussex County Council');
    const service = aBody('10', 'West Sussex children’s services', {
      kind: 'council_service',
      sector: 'children',
      parentId: '9',
    });
    expect(new BodiesAtHand([council, service]).childrensServicesOf(council)).toBe(service);
    expect(new BodiesAtHand([doncaster]).childrensServicesOf(doncaster)).toBe(doncaster);
  });
});
