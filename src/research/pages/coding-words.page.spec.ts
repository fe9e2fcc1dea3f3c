import { codebook } from '../../lessons/domain/codebook.js';
import { readingCell } from './coding-words.page.js';

const framework = { key: 'ofsted_apa_2005', title: 'Annual performance assessment' } as never;

const told = (key: string, value: string, sourced = true) => {
  const field = codebook.find((one) => one.key === key);
  if (!field) throw new Error(`There is no field ${key}`);
  const { text, note } = readingCell({ field, reading: { status: 'filled', value, sourced } }, { framework });
  return [text?.replaceAll('\u00a0', ' '), note];
};

describe('a field as the record reads it', () => {
  it.each([
    ['region', 'yorkshire_and_the_humber', 'Yorkshire and the Humber'],
    ['kind', 'council_service', 'Council service'],
    ['sector', 'children', "Children's services"],
    ['area', 'send', 'Special educational needs and disabilities'],
    ['first_warning', '2005-01', 'January 2005'],
    ['trigger', '2008-12 judgement', 'December 2008: A failing judgement'],
    ['trigger', '2018-02-02 formal_notice', '2 February 2018: A formal notice'],
    ['grade_at_trigger', '2008-12 Inadequate', 'December 2008: Inadequate'],
    ['grade_before', '2007 Requires improvement', '2007: Requires improvement'],
    ['scale', 'ofsted_apa_2005', 'Annual performance assessment'],
    ['first_peer', '2012-Q2 peer_challenge', 'April to June 2012: Peer challenge'],
    ['support_trigger', '2018-01 Two agency managers leave', 'January 2018: Two agency managers leave'],
    [
      'interventions',
      '4 from 2009-03-12, 5',
      'Level 4, statutory direction or special measures, from 12 March 2009; Level 5, functions exercised by others or removed',
    ],
    ['chief_officer_change', 'yes 2009-06', 'Yes, June 2009'],
    ['structural_change', 'yes 2005', 'Yes, 2005'],
    ['lever_mix', 'practice 3, systems 2', 'Practice 3, Systems and data 2'],
    ['recovery_basis', 'intervention_lifted', 'The intervention was lifted'],
    ['relapse', 'no', 'No'],
    ['competing_event', '2014-04 abolished', 'April 2014: Abolished'],
    ['competing_event', 'no', 'No'],
  ])('says %s as words, and its code beside: %s', (key, value, words) => {
    expect(told(key, value)).toEqual([words, `Coded “${value}”, with a source on the record`]);
  });

  it.each([
    ['organisation', 'Doncaster Council'],
    ['verified', '100%'],
    ['sources', '34'],
    ['scale', 'a scale that the case does not stand on'],
    ['region', 'a region of a later import'],
  ])('leaves %s as it is where it is words already: %s', (key, value) => {
    expect(told(key, value, false)).toEqual([value, 'No source on the record']);
  });

  it('says why there is none', () => {
    const [field] = codebook;
    if (!field) throw new Error('There is no field');
    const texts = (['not_recorded', 'not_applicable', 'not_yet'] as const).map(
      (status) => readingCell({ field, reading: { status } }, { framework: null }).text,
    );
    expect(texts).toEqual(['Not on the record', 'Does not apply', 'Not yet']);
  });
});
