import { lessons } from '../../vocabulary/domain/lessons.js';
import { lessonGuideOf, lessonGuides, signalGuideOf } from './lesson-guide.js';

describe('the guide to the lessons', () => {
  it('has one for each lesson, in their order', () => {
    expect(lessonGuides.map(({ number }) => number)).toEqual(lessons.map(({ number }) => number));
  });

  it('gives every signal a name of its own that begins with its lesson', () => {
    const keys = lessonGuides.flatMap(({ signals }) => signals.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength(32);
    expect(lessonGuides.every(({ number, signals }) => signals.every(({ key }) => key.startsWith(`L${number}.`)))).toBe(
      true,
    );
  });

  it('says of every signal when it supports, when to discuss and when it challenges, and what it needs', () => {
    const words = lessonGuides.flatMap(({ signals }) => signals.flatMap((signal) => Object.values(signal)));
    expect(words.filter((text) => text.trim() === '')).toEqual([]);
  });

  it('tells of every lesson how its signals can mislead', () => {
    expect(lessonGuides.filter(({ cautions, evidence }) => cautions.length === 0 || evidence.length === 0)).toEqual([]);
  });

  it('refuses a lesson that does not exist', () => {
    expect(() => lessonGuideOf(9 as never)).toThrow('There is no guide to lesson 9');
    expect(signalGuideOf('L8.4').name).toBe('The watch for relapse');
    expect(() => signalGuideOf('L9.1')).toThrow('There is no guide to signal L9.1');
  });
});
