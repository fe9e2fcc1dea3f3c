import { episodeClock, type EpisodeFacts } from '../../episodes/domain/episode-clock.js';
import { period } from '../../kernel/period.js';
import { clockRows } from './clock.page.js';

const fact = (factId: string, on: string | null) => ({ factId, label: `The ${factId}`, on: on ? period(on) : null });

const facts = (more: Partial<EpisodeFacts> = {}): EpisodeFacts => ({
  trigger: fact('trigger', '2010-04-19'),
  previousRecovery: null,
  warnings: [],
  peers: [],
  interventions: [],
  ended: null,
  wentOn: [],
  notFailing: null,
  good: null,
  nextTrigger: null,
  laterDecline: null,
  ...more,
});

const rows = (of: EpisodeFacts) => clockRows(episodeClock(of), of, (id) => `#fact-${id}`);
const row = (of: EpisodeFacts, label: string) => {
  const found = rows(of).find((one) => one.label === label);
  if (!found) throw new Error(`There is no row ${label}`);
  return found;
};
const plain = (text: string | null | undefined) => text?.replaceAll('\u00a0', ' ');

const direction = {
  factId: 'direction',
  label: 'The direction',
  level: 4 as const,
  from: period('2010-06-30'),
  to: period('2014-11-11'),
  plannedEnds: [
    { announcedOn: period('2010-06-30'), plannedEndOn: period('2013-06'), note: 'Up to three years.' },
    { announcedOn: period('2013'), plannedEndOn: period('2015-07-31'), note: null },
  ],
};

describe('the clock of a case', () => {
  it('says against which planned end it ended early or late, and when that was announced', () => {
    const against = rows(facts({ interventions: [direction] })).filter(({ label }) => label.startsWith('End against'));
    expect(against.map(({ value, note }) => [plain(value), plain(note)])).toEqual([
      ['16.9 ± 0.5 months late', 'Against the planned end of June 2013, announced 30 June 2010 (Up to three years).'],
      ['8.6 months early', 'Against the planned end of 31 July 2015, announced 2013.'],
    ]);
  });

  it('shows the whole way to a number: formula, both dates with links, how many, how exact', () => {
    const found = row(facts({ warnings: [fact('sign', '2008-05')] }), 'First warning to trigger');
    expect(plain(found.value)).toBe('23.1 ± 0.5 months');
    expect(found.working?.formula).toContain('divided by 30.4375');
    expect(found.working?.ends.map(({ lead, text, href }) => [lead, plain(text), href])).toEqual([
      ['From', 'The sign, May 2008', '#fact-sign'],
      ['To', 'The trigger, 19 April 2010', '#fact-trigger'],
    ]);
    expect(plain(found.working?.count)).toContain('1 dated warning sign');
    expect(found.working?.precision).toContain('0.5 months more or less');
  });

  it('says what is missing instead of a number', () => {
    const found = row(facts(), 'First warning to trigger');
    expect(found.value).toBe('Not known');
    expect(found.note).toBe('Missing: a dated warning sign before the trigger.');
    expect(found.working).toBeNull();
  });

  it('keeps the sign when powers came before peers', () => {
    const peers = [{ factId: 'peers', label: 'Peers', from: period('2013-09-12'), to: null }];
    const found = row(
      facts({ interventions: [{ ...direction, from: period('2009-11-27') }], peers }),
      'Help from peers before powers',
    );
    expect(plain(found.value)).toBe('−45.5 months (−3 years 10 months)');
    expect(found.note).toBe('Powers were used first.');
  });

  it('will not say which came first when the dates leave it open', () => {
    const peers = [{ factId: 'peers', label: 'Peers', from: period('2010'), to: null }];
    const found = row(facts({ interventions: [direction], peers }), 'Help from peers before powers');
    expect(found.note).toBe('The dates are not exact enough to say which came first.');
  });

  it('names the steps that have no known end', () => {
    const open = { ...direction, factId: 'open', label: 'The open one', to: null, plannedEnds: [] };
    expect(row(facts({ interventions: [direction, open] }), 'Length of intervention').note).toBe(
      'No end is on the record for The open one: this is the least that the record shows.',
    );
  });

  it('answers whether lighter cover followed: yes with what shows it, or that nothing does', () => {
    const label = 'Lighter cover after the end of intervention';
    expect(row(facts({ interventions: [direction] }), label).value).toBe('Nothing on the record shows it');
    const cover = row(
      facts({ interventions: [direction], wentOn: [{ factId: 'chain', label: 'The school chain stayed' }] }),
      label,
    );
    expect(cover.value).toBe('Yes, on the record');
    expect(cover.working?.ends[0]).toEqual({
      lead: 'Cover',
      text: 'The school chain stayed (a source says that it went on)',
      href: '#fact-chain',
    });
  });
});
