import { day } from '../../kernel/calendar-day.js';
import { timeScale, timeTicks } from './time-scale.js';

const ticks = (from: string, to: string, width = 800): string[] =>
  timeTicks(timeScale(day(from), day(to), 0, width), 16, [-50, width + 50]).map((tick) =>
    tick.text.replaceAll('\u00a0', ' '),
  );

describe('the ticks of a time scale', () => {
  it('stand on years, as many as have room', () => {
    expect(ticks('2003-02-01', '2012-06-30')).toEqual([
      '2004',
      '2005',
      '2006',
      '2007',
      '2008',
      '2009',
      '2010',
      '2011',
      '2012',
    ]);
    expect(ticks('2003-02-01', '2012-06-30', 300)).toEqual(['2004', '2006', '2008', '2010', '2012']);
    expect(ticks('1970-01-01', '2026-01-01', 330)).toEqual(['1970', '1980', '1990', '2000', '2010', '2020']);
  });

  it('stand on months where the scale is short', () => {
    expect(ticks('2019-01-15', '2019-09-01')).toEqual(['April 2019', 'July 2019']);
    expect(ticks('2018-05-01', '2020-05-01')[0]).toBe('July 2018');
  });

  it('are silent where their words would have to move away from them', () => {
    const scale = timeScale(day('2004-01-01'), day('2012-06-30'), 4, 800);
    const [first, second] = timeTicks(scale, 16, [0, 804]);
    expect(first).toMatchObject({ x: 4, text: '' });
    expect(second).toMatchObject({ text: '2005' });
    expect(second?.textAt).toBe(second?.x);
  });

  it('never lie outside it', () => {
    const scale = timeScale(day('2003-02-01'), day('2012-06-30'), 10, 800);
    expect(timeTicks(scale, 16, [0, 810]).every(({ x }) => x >= 10 && x <= 800)).toBe(true);
    expect(scale.x(day('1990-01-01'))).toBe(10);
    expect(scale.x(day('2090-01-01'))).toBe(800);
  });
});
