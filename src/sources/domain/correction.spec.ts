import { answerCorrection, letThrough, reportText } from './correction.js';

describe('answering a report of a mistake', () => {
  it('shows what was reported and what was answered', () => {
    expect(answerCorrection({ decision: 'not_accepted', shownText: 'The date', answer: 'It stands' })).toEqual({
      ok: true,
      value: { status: 'not_accepted', shownText: 'The date', answer: 'It stands' },
    });
  });

  it('needs words to show, unless it is set aside', () => {
    expect(answerCorrection({ decision: 'accepted', shownText: null, answer: 'Yes' })).toEqual({
      ok: false,
      error: 'nothing-shown',
    });
    expect(answerCorrection({ decision: 'set_aside', shownText: 'spam', answer: 'Not about us' })).toEqual({
      ok: true,
      value: { status: 'set_aside', shownText: null, answer: 'Not about us' },
    });
  });

  it('begins with the words of the report', () => {
    expect(reportText({ what: 'The date', shouldSay: '2019', sourceText: null })).toBe(
      'The date\n\nIt should say: 2019',
    );
  });
});

describe('taking reports', () => {
  const rule = { allowed: 2, window: 100 };

  it('lets a few through, and again after a while', () => {
    const first = letThrough({ times: [] }, 0, rule);
    const second = first && letThrough(first, 50, rule);
    expect(second).toEqual({ times: [0, 50] });
    expect(second && letThrough(second, 99, rule)).toBeNull();
    expect(second && letThrough(second, 100, rule)).toEqual({ times: [50, 100] });
  });
});
