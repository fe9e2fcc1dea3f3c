import { day } from '../../kernel/calendar-day.js';
import { nextStep, type PartInInspection, taskOf } from './inspection-tasks.js';

const today = day('2026-11-23');
const lead: PartInInspection = {
  ref: 'IN-0001',
  organisation: 'Northwick Council',
  part: 'lead',
  state: 'draft',
  confirmed: false,
  leadConfirmed: false,
  accuracyDueOn: null,
  undecided: 0,
  pointsFinished: false,
};
const checked = { state: 'accuracy_check', accuracyDueOn: day('2026-12-04') };
const over = { ...checked, accuracyDueOn: day('2026-11-20') };

describe('what an inspection waits for', () => {
  it.each<[string, Partial<PartInInspection>, string | null]>([
    ['the lead of a draft', {}, 'Go on with the draft'],
    ['an inspector of a draft', { part: 'inspector' }, 'Go on with the draft'],
    [
      'an inspector, once the lead has confirmed',
      { part: 'inspector', leadConfirmed: true },
      'Confirm the judgements, or say what is missing',
    ],
    [
      'an inspector who has confirmed',
      { part: 'inspector', leadConfirmed: true, confirmed: true },
      'Go on with the draft',
    ],
    ['the lead, once provisional', { state: 'provisional' }, 'Send the draft report for the accuracy check'],
    ['an inspector, once provisional', { part: 'inspector', state: 'provisional' }, null],
    ['the lead in the accuracy check', checked, 'Accuracy check under way'],
    ['the assurer of a draft', { part: 'quality_assurer' }, null],
    ['the assurer with points', { ...checked, part: 'quality_assurer', undecided: 2 }, 'Decide 2 points on accuracy'],
    ['the assurer with one point', { ...over, part: 'quality_assurer', undecided: 1 }, 'Decide 1 point on accuracy'],
    ['the assurer while points may still come', { ...checked, part: 'quality_assurer' }, null],
    [
      'the assurer, once no more will come',
      { ...checked, part: 'quality_assurer', pointsFinished: true },
      'Check and publish the inspection',
    ],
    ['the assurer after the last day', { ...over, part: 'quality_assurer' }, 'Check and publish the inspection'],
    ['a contact before the check', { part: 'contact', state: 'provisional' }, null],
    ['a contact in the check', { ...checked, part: 'contact' }, 'Check the draft report for accuracy'],
    ['a contact who has finished', { ...checked, part: 'contact', pointsFinished: true }, null],
    ['a contact after the last day', { ...over, part: 'contact' }, null],
    ['the lead of what is published', { state: 'published' }, null],
  ])('from %s', (_who, change, what) => expect(nextStep({ ...lead, ...change }, today)?.what ?? null).toBe(what));

  it('says of which inspection, and by when', () =>
    expect(taskOf({ ...lead, ...checked, part: 'contact' }, today)).toEqual({
      group: 'points',
      what: 'Check the draft report for accuracy',
      about: 'Northwick Council, IN-0001',
      place: { page: 'accuracy', of: 'IN-0001' },
      dueOn: '2026-12-04',
    }));
});
