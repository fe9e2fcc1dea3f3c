import { assessmentMessages, mismatchSentence, recordInWords } from './assessment-words.js';

const first = { key: 'L3.1', name: 'Who was in the room', result: 'challenge' } as const;
const second = { key: 'L3.4', name: 'Challenge answered', result: 'challenge' } as const;
const third = { key: 'L3.2', name: 'Outside challenge', result: 'supports' } as const;

describe('the words of an assessment', () => {
  it('say that the readings differ, and name what the record says otherwise', () => {
    expect(mismatchSentence(3, [first, third, second])).toBe(
      'The board says “In place”. The record challenges that: L3.1 Who was in the room and L3.4 Challenge answered.',
    );
    expect(mismatchSentence(1, [third])).toBe(
      'The board says “Not in place”. Everything that the record can show supports the lesson: L3.2 Outside challenge.',
    );
    expect(mismatchSentence(1, [first, third])).toBeNull();
  });

  it('name signals by what they say, and count none up', () => {
    expect(recordInWords([first, third, second, { key: 'L3.3', result: 'not_enough' }])).toBe(
      'Challenge: L3.1 and L3.4. Supported: L3.2. Not enough on the record: L3.3.',
    );
  });

  it('refuse in the words of the design', () => {
    expect(assessmentMessages['needs-external'].text).toBe(
      'To choose “Embedded”, add at least one piece of evidence from outside the organisation',
    );
    expect(assessmentMessages['higher-unexplained'].text).toBe(
      'The board’s assessment is higher than the record supports. Say why',
    );
  });
});
