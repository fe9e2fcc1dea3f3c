import type { CalendarDay } from '../../kernel/calendar-day.js';
import { dayWords, listWords } from './signal-words.js';

/**
 * What a reading may use of the plan. Null: the plan itself, as its board knows it. Everybody else knows of a plan what
 * its published versions hold: `stoodOn` tells the days on which those stood so, and is empty where none is published.
 */
export type PublishedPlan = {
  readonly stoodOn: readonly CalendarDay[];
  /** Whether each of them holds what its actions answer, where they came from and what became of them. */
  readonly isWhole: boolean;
} | null;

/** Told beside whatever everybody reads of a plan. */
export const planNotes = (published: PublishedPlan): readonly string[] =>
  published === null || published.stoodOn.length === 0
    ? []
    : [
        published.stoodOn.length === 1
          ? `Read from the version of the plan that is published, as it stood on ${listWords(published.stoodOn.map(dayWords))}.`
          : `Read from the versions of the plans that are published, as they stood on ${listWords(published.stoodOn.map(dayWords))}.`,
      ];

/** Said where there is no plan to read. */
export const noPlanWords = (published: PublishedPlan): { readonly sentence: string; readonly missing: string } =>
  published === null
    ? { sentence: 'No agreed version of a plan is on record.', missing: 'Agree a version of the plan.' }
    : { sentence: 'No published version of a plan is on record.', missing: 'Publish a version of the plan.' };

/** Said where a published version was kept before it held what is asked. */
export const notHeldWords = (what: string): { readonly sentence: string; readonly missing: string } => ({
  sentence: `Not recorded: the published version of the plan was kept without ${what}.`,
  missing: 'Propose, agree and publish another version of the plan: it will hold them.',
});
