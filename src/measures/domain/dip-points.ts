import type { DipPoint } from './dip.js';
import { chartValue, isWithheld } from './disclosure.js';
import type { Series } from './series.js';

/** The numbers of a series as its reader may see them, for the reading of a dip; those without a date say nothing. */
export const dipPoints = ({ entries }: Pick<Series, 'entries'>): readonly DipPoint[] =>
  entries.flatMap(({ fact, shown, startsScale }): DipPoint[] =>
    fact.on ? [{ on: fact.on, value: chartValue(shown), isWithheld: isWithheld(shown), startsScale }] : [],
  );
