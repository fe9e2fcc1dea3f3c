import { csvText } from '../../shell/csv.js';
import type { RecoveredRule } from '../../inspections/domain/recovered-rule.js';
import { day } from '../../kernel/calendar-day.js';
import { parsePeriod } from '../../kernel/period.js';
import { certain, failedTwice } from '../../../test/builders/a-dossier.js';
import type { Dossier, EpisodeFactSheet, LessonFact } from '../domain/dossier.js';
import { episodeCsv, episodePage } from './episode.page.js';

const pageOf = (dossier: Dossier, id: string) => {
  const episode = dossier.episodes.find((one) => one.id === id);
  if (!episode) throw new Error(`There is no episode ${id}`);
  return episodePage({
    dossier,
    episode,
    citations: new Map(),
    measures: [],
    today: day('2026-11-23'),
    known: { ok: true, value: null },
    publicUrl: 'https://turnaround.example',
  });
};
const plain = (text: string | null | undefined) => text?.replaceAll('\u00a0', ' ');
const clock = (dossier: Dossier, id: string, label: string) =>
  plain(pageOf(dossier, id).clock.find((row) => row.label === label)?.value);

const lesson = (id: string, stance: string, more: Partial<LessonFact> = {}): LessonFact => ({
  id,
  lesson: 1,
  organisationId: 'service',
  episodeId: 'two',
  stance,
  on: null,
  text: `What ${id} says.`,
  page: null,
  certainty: certain('2020'),
  ...more,
});

const changed = (dossier: Dossier, id: string, more: Partial<EpisodeFactSheet>): Dossier => ({
  ...dossier,
  episodes: dossier.episodes.map((one) => (one.id === id ? { ...one, ...more } : one)),
});

describe('the public page of a case', () => {
  it('prints the numbers of its clock to the decimal', () => {
    expect(clock(failedTwice(), 'one', 'First judgement not failing to next trigger')).toBe('74.7 ± 0.5 months');
    expect(clock(failedTwice(), 'two', 'First warning to trigger')).toBe('45.8 ± 0.5 months');
    expect(clock(failedTwice(), 'two', 'Trigger to first judgement not failing')).toBe('48.1 months (4 years)');
  });

  it('prints the paragraph of the library, or makes one from judgements and says so', () => {
    expect(pageOf(failedTwice(), 'two').summary).toBe('It failed again, as is known today.');
    expect(plain(pageOf(failedTwice(), 'one').summary)).toBe(
      "Children's services of The county: services for children: judged inadequate, 17 December 2010. The first judgement after it that was not failing came February 2013. This paragraph is made from judgements alone.",
    );
  });

  it('leads to the episode before it and to the one after it', () => {
    expect(pageOf(failedTwice(), 'one').continuation).toEqual([
      { text: 'It failed again:', link: { text: 'Episode two', href: '/episodes/EP-two' } },
    ]);
    expect(pageOf(failedTwice(), 'two').continuation[0]?.text).toBe('This is a relapse of:');
  });

  it('gives the rule that put it in its state, and who decided', () => {
    expect(pageOf(failedTwice(), 'two').state.rule).toContain('Nobody has recorded a decision');
    const decided = pageOf(
      changed(failedTwice(), 'two', { status: 'monitoring', statusReason: 'The board said so.' }),
      'two',
    ).state;
    expect([decided.tag.text, decided.reason]).toEqual(['Monitoring', 'The board said so.']);
    expect(plain(decided.watch)).toContain('runs to 11 May 2030');
  });

  it('gives the rule of recovery that the framework of the latest full inspection by then asks for', () => {
    const recovered = changed(failedTwice(), 'two', { status: 'recovered', recoveredOn: parsePeriod('2024') });
    const ruled = (rule: RecoveredRule): Dossier => ({
      ...recovered,
      inspections: recovered.inspections.map((one) => ({
        ...one,
        framework: one.framework && { ...one.framework, recoveredRule: rule },
      })),
    });
    expect(pageOf(ruled('no_failing_area'), 'two').state.rule).toMatch(
      /^The latest full published inspection has no area in a failing band and intervention/,
    );
    expect(pageOf(ruled('all_meet'), 'two').state.rule).toMatch(
      /^Every graded area of the latest full published inspection is in the band “meeting” or better and intervention/,
    );
    const before = changed(ruled('all_meet'), 'two', { recoveredOn: parsePeriod('1999') });
    expect(pageOf(before, 'two').state.rule).toMatch(/has no area in a failing band/);
  });

  it('lists judgements before, during and after, newest first', () => {
    expect(pageOf(failedTwice(), 'two').judgements.rows.map(({ cells }) => plain(cells[0]?.text))).toEqual([
      '11 May 2023',
      '8 May 2019',
      'February 2013',
      '17 December 2010',
    ]);
  });

  it('draws a line across its judgements where the framework changes, and none below the oldest', () => {
    const { head, rows } = pageOf(failedTwice(), 'two').judgements;
    expect(rows.map(({ after }) => after?.span ?? null)).toEqual([null, head.length, head.length, null]);
    expect(rows[1]?.after?.text).toContain('The framework changes here');
  });

  it('has columns for the cause and the fate of findings only where findings stand one by one', () => {
    const said = failedTwice();
    const withHeadline: Dossier = {
      ...said,
      inspections: said.inspections.map((one) => ({ ...one, headline: 'Weaknesses were found.' })),
    };
    const page = pageOf(withHeadline, 'two');
    expect(page.findings.head.map(({ text }) => text)).toEqual(['Published', 'Found']);
    expect(page.findings.rows.every(({ cells }) => cells.length === 2)).toBe(true);
    expect(page.findingsNote).toContain('not on the record one by one');

    const found = {
      id: 'f',
      position: 0,
      areaKey: null,
      text: 'Plans were late.',
      kind: 'weakness',
      cause: null,
      status: 'open',
      dueOn: null,
    };
    const oneByOne = pageOf(
      {
        ...withHeadline,
        inspections: withHeadline.inspections.map((one) => (one.id === 'again' ? { ...one, findings: [found] } : one)),
      },
      'two',
    );
    expect(oneByOne.findings.head.map(({ text }) => text)).toEqual([
      'Published',
      'Found',
      'Cause',
      'What became of it',
    ]);
    expect(oneByOne.findings.rows.every(({ cells }) => cells.length === 4)).toBe(true);
    expect(oneByOne.findingsNote).toBeNull();
  });

  it('does not say the work twice where the body is named by it', () => {
    const dossier = failedTwice();
    expect(pageOf(dossier, 'two').caption).toBe("The county: services for children, Children's services");
    const named = {
      ...dossier,
      bodies: dossier.bodies.map((one) =>
        one.id === 'service' ? { ...one, name: "The county: children's services" } : one,
      ),
    };
    expect(pageOf(named, 'two').caption).toBe("The county: children's services");
  });

  it('sets what supports a lesson beside what complicates it, and names the lessons that it is silent on', () => {
    const page = pageOf(failedTwice({ lessons: [lesson('for', 'supports'), lesson('against', 'complicates')] }), 'two');
    expect(page.lessons.map(({ id, supports, complicates }) => [id, supports.length, complicates.length])).toEqual([
      ['lesson-1', 1, 1],
    ]);
    expect(page.silentLessons).toHaveLength(7);
    expect(page.didNotWork.map(({ link }) => link?.href)).toContain('#lesson-1');
  });

  it('leaves out what was said of another case', () => {
    const page = pageOf(failedTwice({ lessons: [lesson('other', 'supports', { episodeId: 'two' })] }), 'one');
    expect(page.lessons).toEqual([]);
  });

  it('always prints the four impacts, with their sources or with nothing on the record', () => {
    const page = pageOf(
      changed(failedTwice(), 'two', { impacts: [{ id: 'i', code: 'harm', text: 'Children waited.' }] }),
      'two',
    );
    expect(page.impacts.map(({ label, texts }) => [label, texts.length])).toEqual([
      ['Unacceptable standards', 0],
      ['Harm to service users', 1],
      ['Disruption to services', 0],
      ['Discontinuation of services', 0],
    ]);
  });

  it('says that it failed again under what did not work', () => {
    expect(plain(pageOf(failedTwice(), 'one').didNotWork[0]?.text)).toBe('It failed again 8 May 2019:');
  });

  it('can be cited', () => {
    expect(plain(pageOf(failedTwice(), 'two').citation)).toBe(
      'The county: services for children: Episode two (EP-two), version 1, 1 November 2026. Turnaround. https://turnaround.example/episodes/EP-two. Accessed 23 November 2026.',
    );
  });

  it('links a number to the records that it was worked out from', () => {
    const row = pageOf(failedTwice(), 'two').clock.find(({ label }) => label === 'First warning to trigger');
    expect(row?.working?.ends.map(({ href }) => href)).toEqual(['#fact-restructure', '/inspections/IN-again']);
    expect(pageOf(failedTwice(), 'two').entries.map(({ id }) => id)).toContain('restructure');
  });

  it('downloads the events of the case, and of no other', () => {
    const dossier = failedTwice();
    const episode = dossier.episodes[0];
    if (!episode) throw new Error('There is no episode');
    const csv = episodeCsv({
      dossier,
      episode,
      citations: new Map(),
      measures: [],
      today: day('2026-11-23'),
      known: { ok: true, value: null },
      publicUrl: '',
    });
    expect(
      csvText(csv)
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',')[0]),
    ).toEqual(['first', 'notice', 'ended', 'again']);
  });
});
