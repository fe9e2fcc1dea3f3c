import type { CriterionRow, StepRow } from '../../interventions/data/case-work.row.js';
import { exitReadiness } from '../../interventions/domain/exit-readiness.js';
import { interventionLevels, levelMeanings } from '../../interventions/domain/intervention.js';
import { interventionPaths } from '../../interventions/pages/interventions.paths.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import type { Standing } from '../../shell/form/merging.js';
import { notHere } from './manage-form.page.js';
import { type Around, whenWords } from './manage-frame.page.js';

/** What a list of steps is told besides its records. */
export type StepAround = Around & { readonly today: CalendarDay };

export const levelChoices = Object.entries(interventionLevels).map(([value, words]) => ({
  value,
  text: `Level ${value}: ${words.toLowerCase()}`,
  hint: levelMeanings[Number(value) as keyof typeof levelMeanings],
}));

const when = (on: string | null): Period | null => (on === null ? null : parsePeriod(on));

export const levelWords = (level: number): string =>
  `Level ${level}: ${(interventionLevels as Record<number, string>)[level]?.toLowerCase() ?? ''}`;

export const readinessOf = (criteria: readonly CriterionRow[], today: CalendarDay) =>
  exitReadiness(
    criteria.map(({ status, metOn }) => ({ state: status, metOn: when(metOn) })),
    today,
  );

export const lower = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

export const above = (step: StepRow) => [{ text: step.typeText, href: interventionPaths.show(step.ref) }];

/** How a step stands now, for whoever changes it after somebody else. */
export const stepStanding = (step: StepRow, typed: string): readonly Standing[] => [
  {
    label: 'Where it stands',
    saved: step.endedOn ? `Ended ${whenWords(step.endedOn)}` : `Active since ${whenWords(step.startedOn)}`,
    typed,
  },
  notHere('What was done', step.text),
];
