import { day } from '../kernel/calendar-day.js';
import { asKnown, readKnownOn } from './as-known.js';

const today = day('2026-11-01');

describe('the day as known', () => {
  it.each(['2019-03-27', '27 3 2019', '27/03/2019', '27.3.2019', '27 March 2019', '27 mar 2019', ' 27-3-2019 '])(
    'reads %j as 27 March 2019',
    (known) => {
      expect(readKnownOn({ known }, today)).toEqual({ ok: true, value: '2019-03-27' });
    },
  );

  it('is today when none is asked for', () => {
    expect(readKnownOn({}, today)).toEqual({ ok: true, value: null });
    expect(readKnownOn({ known: '' }, today)).toEqual({ ok: true, value: null });
  });

  it.each(['30 2 2019', '32/1/2019', '1 13 2019', 'yesterday', '2019', '1 foo 2019', ['2019-01-01'], '0 0 0000'])(
    'refuses %j',
    (known) => {
      expect(readKnownOn({ known }, today)).toEqual({ ok: false, error: 'not-a-day' });
    },
  );

  it('refuses a day that has not come', () => {
    expect(readKnownOn({ known: '2026-11-02' }, today)).toEqual({ ok: false, error: 'in-the-future' });
    expect(readKnownOn({ known: '2026-11-01' }, today)).toEqual({ ok: true, value: '2026-11-01' });
  });
});

describe('the form that asks for it', () => {
  it('keeps what else is in the address', () => {
    const form = asKnown(readKnownOn({ known: '2019-05-08' }, today), {
      path: '/organisations/x/timeline',
      keep: { kind: ['warning', 'judgement'], page: 2 },
    });
    expect(form.day).toBe('8\u00a0May\u00a02019');
    expect(form.value).toBe('8 May 2019');
    expect(form.todayHref).toBe('/organisations/x/timeline?kind=warning&kind=judgement');
    expect(form.hidden).toEqual([
      { name: 'kind', value: 'warning' },
      { name: 'kind', value: 'judgement' },
    ]);
  });

  it('says what to enter when the day was none', () => {
    expect(asKnown(readKnownOn({ known: 'x' }, today), { path: '/' })).toMatchObject({
      day: null,
      error: expect.stringContaining('Enter a real date') as unknown,
    });
  });
});
