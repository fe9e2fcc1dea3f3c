import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { acceptPassword, ownWordsOf } from './password.js';

const listed = new Set(
  readFileSync(join(import.meta.dirname, '../library/common-passwords.txt'), 'utf8')
    .split('\n')
    .filter(Boolean),
);
const isCommon = (text: string): boolean => listed.has(text);
const ownWords = ownWordsOf({ name: 'Margaret Okonkwo', email: 'm.okonkwo@northshire.gov.uk' });
const check = (typed: string, hasSecondFactor = false): string => {
  const answer = acceptPassword(typed, { hasSecondFactor, ownWords, isCommon });
  return answer.ok ? 'accepted' : answer.error;
};

describe('a password', () => {
  it.each([
    'correct stapler battery',
    'four quiet herons at dawn',
    'zK9#vQ2!mW7x',
    'ўшанка-и-самовар',
    'the turnaround of an old lighthouse',
    'Margaret keeps eleven bees',
    ' spaces count too ',
    '🦉 owl in the belfry',
    'x'.repeat(3) + ' marks seventeen spots ' + 'y'.repeat(60),
  ])('may be %j', (typed) => {
    expect(check(typed)).toBe('accepted');
  });

  it.each([
    ['empty', ''],
    ['too-short', 'zK9#vQ2!mW7'],
    ['too-long', 'four quiet herons '.repeat(15)],
    ['common', 'password12345'],
    ['common', 'P@ssw0rd2024!!'],
    ['common', 'Liverpool2026!!!'],
    ['common', 'monkeymonkeymonkey'],
    ['common', 'Administrator'],
    ['common', '!!!!Christmas!!!!'],
    ['common', 'correcthorsebatterystaple'],
    ['common', 'correct horse battery staple'],
    ['pattern', 'aaaaaaaaaaaa'],
    ['pattern', 'abababababab'],
    ['pattern', 'abcdefghijklm'],
    ['pattern', 'qwertyuiopasdfghjkl'],
    ['pattern', '123456789098765'],
    ['pattern', 'xyz1xyz1xyz1xyz1'],
    ['own-words', 'Turnaround2026'],
    ['own-words', 'turnaround-record'],
    ['own-words', 'margaret.okonkwo'],
    ['own-words', 'Okonkwo!Northshire9'],
    ['own-words', 'M4rg4ret0konkwo'],
  ])('is refused as %s: %j', (refusal, typed) => {
    expect(check(typed)).toBe(refusal);
  });

  it('may be of eight characters where a second factor is asked for too', () => {
    expect(check('zK9#vQ2!', true)).toBe('accepted');
    expect(check('zK9#vQ2', true)).toBe('too-short');
    expect(check('password1', true)).toBe('common');
  });

  it('is the same however the keyboard composed it', () => {
    const answers = ['é', 'é'].map((letter) =>
      acceptPassword(`caf${letter} at the corner`, { hasSecondFactor: false, ownWords, isCommon }),
    );
    expect(answers[0]).toEqual(answers[1]);
  });
});

describe('the list of common passwords', () => {
  const long = [...listed].filter((word) => word.length >= 8);

  it('holds more than 3,000 that are long enough to be chosen, in small letters and in order', () => {
    expect(long.length).toBeGreaterThan(3_000);
    expect([...listed].filter((word) => word !== word.toLowerCase() || /\s/.test(word))).toEqual([]);
    expect([...listed]).toEqual([...listed].toSorted());
  });

  it('lets none of them through, with a second factor or without', () => {
    expect(long.filter((word) => check(word, true) === 'accepted')).toEqual([]);
    expect(long.filter((word) => check(word.toUpperCase()) === 'accepted')).toEqual([]);
  });
});
