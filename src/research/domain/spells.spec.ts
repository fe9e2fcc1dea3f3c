import { day } from '../../kernel/calendar-day.js';
import { asEarlyAsPossible, closed, type Look, relapseFree, spellsOf } from './spells.js';

/** `A 2010-01-01 failing`, one a line. */
const looksOf = (text: string): readonly Look[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [body = '', on = '', word = ''] = line.trim().split(' ');
      return { body, on: day(on), isFailing: word === 'failing' };
    });

const lastDay = day('2020-01-01');
const told = (text: string, closures: Readonly<Record<string, string>> = {}) =>
  spellsOf(looksOf(text), {
    lastDay,
    closures: new Map(Object.entries(closures).map(([body, on]) => [body, day(on)])),
  }).map(({ body, from, lastFailing, until, days, end }) => `${body} ${from} ${lastFailing} ${until} ${days} ${end}`);

describe('spells of failure', () => {
  it('run from the first failing judgement to the next that is better', () => {
    expect(told('A 2010-01-01 good\nA 2011-01-01 failing\nA 2012-01-01 failing\nA 2013-01-01 good')).toEqual([
      'A 2011-01-01 2012-01-01 2013-01-01 731 1',
    ]);
  });

  it('begin with a first judgement that fails: what was before it is not known', () => {
    expect(told('A 2011-01-01 failing\nA 2011-01-31 good')).toEqual(['A 2011-01-01 2011-01-01 2011-01-31 30 1']);
  });

  it('without an end run to the last day of the series', () => {
    expect(told('A 2019-12-02 failing')).toEqual(['A 2019-12-02 2019-12-02 2020-01-01 30 0']);
    expect(told('A 2020-01-01 failing')).toEqual(['A 2020-01-01 2020-01-01 2020-01-01 0 0']);
  });

  it('of one body are parted by every better judgement', () => {
    expect(told('A 2010-01-01 failing\nA 2010-02-01 good\nA 2010-03-01 failing\nA 2010-04-01 good')).toEqual([
      'A 2010-01-01 2010-01-01 2010-02-01 31 1',
      'A 2010-03-01 2010-03-01 2010-04-01 31 1',
    ]);
  });

  it('of two bodies never run into each other', () => {
    expect(told('A 2010-01-01 failing\nB 2010-02-01 good')).toEqual(['A 2010-01-01 2010-01-01 2020-01-01 3652 0']);
  });

  it.each(['A 2010-01-01 good\nA 2010-01-01 failing', 'A 2010-01-01 failing\nA 2010-01-01 good'])(
    'count the worst of one day: %j',
    (text) => {
      expect(told(`${text}\nA 2010-01-31 good`)).toEqual(['A 2010-01-01 2010-01-01 2010-01-31 30 1']);
    },
  );

  it('end with their body, when that was earlier than a better judgement', () => {
    const text = 'A 2010-01-01 failing\nA 2010-03-01 failing\nA 2010-05-01 good';
    expect(told(text, { A: '2010-04-01' })).toEqual([`A 2010-01-01 2010-03-01 2010-04-01 90 ${closed}`]);
    expect(told(text, { A: '2010-02-01' })).toEqual([`A 2010-01-01 2010-02-01 2010-02-01 31 ${closed}`]);
    expect(told(text, { A: '2010-05-01' })).toEqual(['A 2010-01-01 2010-03-01 2010-05-01 120 1']);
    expect(told('A 2010-01-01 failing', { A: '2021-01-01' })).toEqual(['A 2010-01-01 2010-01-01 2020-01-01 3652 0']);
  });

  it('pass over a closing that is dated before them', () => {
    expect(told('A 2010-01-01 failing\nA 2010-01-31 good', { A: '2009-01-01' })).toEqual([
      'A 2010-01-01 2010-01-01 2010-01-31 30 1',
    ]);
  });

  it('come in one order however the judgements do', () => {
    const lines =
      'B 2011-01-01 failing\nA 2010-01-01 failing\nA 2010-02-01 good\nB 2012-01-01 good\nA 2013-01-01 failing';
    const turned = lines.split('\n').toReversed().join('\n');
    expect(told(turned)).toEqual(told(lines));
    expect(told(lines).map((line) => line.slice(0, 12))).toEqual(['A 2010-01-01', 'A 2013-01-01', 'B 2011-01-01']);
  });

  it('are moved by moving every date, and otherwise stay as they are', () => {
    const text = 'A 2011-01-01 failing\nA 2012-01-01 failing\nA 2013-01-01 good\nB 2014-05-05 failing';
    const later = text.replaceAll('201', '199').replaceAll(/199(\d)/g, (_all, digit: string) => `198${digit}`);
    const lengths = (lines: string[]): string[] => lines.map((line) => line.split(' ')[4] ?? '');
    // From 1 January 1981 to 1983 there are as many days as from 2011 to 2013 less the leap day of 2012.
    expect(lengths(told(later))[0]).toBe('730');
    expect(lengths(told(text))[0]).toBe('731');
  });

  it('there are none without a failing judgement', () => {
    expect(told('A 2010-01-01 good\nB 2011-01-01 good')).toEqual([]);
    expect(spellsOf([], { lastDay })).toEqual([]);
  });
});

describe('how long recoveries held', () => {
  const looks = looksOf(
    'A 2010-01-01 failing\nA 2011-01-01 good\nA 2012-01-01 failing\nB 2010-01-01 failing\nB 2019-01-01 good\nC 2010-01-01 failing\nD 2010-01-01 failing\nD 2011-01-01 good',
  );
  const series = { lastDay, closures: new Map([['D', day('2015-01-01')]]) };

  it('is told up to the next failure, the closing or the end of the series', () => {
    expect(relapseFree(spellsOf(looks, series), series)).toEqual([
      { days: 365, end: 1 },
      { days: 365, end: 0 },
      { days: 1461, end: closed },
    ]);
  });
});

describe('the earliest that a recovery can have come', () => {
  it('is right after the last failing judgement; a spell without one is followed up to there', () => {
    const spells = spellsOf(
      looksOf('A 2010-01-01 failing\nA 2010-01-31 failing\nA 2012-01-01 good\nB 2010-01-01 failing'),
      { lastDay },
    );
    expect(asEarlyAsPossible(spells)).toEqual([
      { days: 30, end: 1 },
      { days: 0, end: 0 },
    ]);
  });
});
