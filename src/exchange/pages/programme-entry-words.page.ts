import { sayNumber } from '../../measures/domain/measure-words.js';
import { adoptionBases, adoptionStages, type StageRefusal } from '../../programmes/domain/adoption.js';
import { claimFigures, claimKinds, comparisons } from '../../programmes/domain/claim.js';
import { whatFollows } from '../../programmes/domain/funding.js';
import { siteKinds, weaknessStatuses } from '../../programmes/domain/programme.js';
import { parsePeriod } from '../../kernel/period.js';
import { formatPeriod } from '../../shell/format.js';
import type { SummaryRow } from '../../shell/parts.js';
import { isCounted, type ProgrammeEntryBody, type ProgrammeFault, writtenElements } from '../domain/programme-entry.js';

const notSaid = 'The source does not say';

const when = (on: string | null): string => {
  const period = on === null ? null : parsePeriod(on);
  return period ? formatPeriod(period) : 'Not known';
};

const row = (label: string, text: string | null): SummaryRow => ({ label, text: text ?? notSaid });
const number = (label: string, value: number | null): SummaryRow =>
  row(label, value === null ? null : sayNumber(value));

function rowsOf(entry: ProgrammeEntryBody): readonly SummaryRow[] {
  switch (entry.kind) {
    case 'funding': {
      const { funder, amount, from, to, purpose, follows, staffOnFixedTerm } = entry.says;
      return [
        row('Who gives the money', funder),
        row('How much in all', amount === null ? null : `£${sayNumber(amount)}`),
        row('From', when(from)),
        row('Until', when(to)),
        row('What it is for', purpose),
        row('What follows', follows && whatFollows[follows]),
        row('Contracts of staff end with it', staffOnFixedTerm === null ? null : staffOnFixedTerm ? 'Yes' : 'No'),
      ];
    }
    case 'stage': {
      const { body, calledThere, basis, stage, occurredOn, reason } = entry.says;
      return [
        row('Place', body),
        row('What it is called there', calledThere),
        row('On what basis', basis && adoptionBases[basis]),
        row('Stage', adoptionStages[stage]),
        row('Since', when(occurredOn)),
        row('What else the source says', reason),
      ];
    }
    case 'claim': {
      const { says } = entry;
      return [
        row('Outcome', says.outcome),
        row('What is claimed', says.text),
        row('Kind of number', claimFigures[says.figure]),
        number('Number', says.value),
        row('Unit', says.unit),
        row('Of whom', says.population),
        number('How many of them', says.numerator),
        number('Out of how many', says.denominator),
        number('Number before', says.baseline),
        row('Over what time', says.periodWords),
        row('Of when', when(says.occurredOn)),
        row('Compared with', says.comparison && comparisons[says.comparison]),
        row('How it is known', says.claimKind && claimKinds[says.claimKind]),
        ...(says.why === null ? [] : [row('Why another claim does not say the same', says.why)]),
      ];
    }
    case 'element': {
      const { element, text, place, siteKind, number: count, occurredOn, endedOn } = entry.says;
      return [
        row('What it is', writtenElements[element]),
        row('What the source says', text),
        ...(element === 'site' ? [row('Place', place), row('Kind of place', siteKind && siteKinds[siteKind])] : []),
        ...(isCounted(element) ? [number('How many', count)] : []),
        row('Since', when(occurredOn)),
        row('Until', endedOn === null ? null : when(endedOn)),
      ];
    }
    case 'weakness': {
      const { text, response, status } = entry.says;
      return [row('What goes wrong', text), row('What was done', response), row('State', weaknessStatuses[status])];
    }
    case 'use': {
      const { episode, occurredOn, text } = entry.says;
      return [row('Case', episode), row('Since', when(occurredOn)), row('How it was used', text)];
    }
    default:
      return entry satisfies never;
  }
}

/** Everything that an entry about a programme says, as it will stand. */
export const programmeSays = (entry: ProgrammeEntryBody): readonly SummaryRow[] => [
  { label: 'Programme', text: entry.says.programme },
  ...(entry.says.replaces === null
    ? []
    : [{ label: 'Puts right', text: 'A fact that is on the page. It leaves the page and stays in the history.' }]),
  ...rowsOf(entry),
  row('When it became known', when(entry.says.knownOn)),
];

const stageWords: Readonly<Record<StageRefusal, Readonly<Record<string, string>>>> = {
  'no-such-step': { stage: 'Select a stage that can follow the last one of this place' },
  'before-the-last': { occurredOn: 'Date must be the same as or after the last stage of this place' },
  'needs-reason': { reason: 'Enter why it stopped' },
};

/** A fault of an entry about a programme as messages at the fields, or above the form. */
export function programmeFaultWords(fault: ProgrammeFault): {
  readonly errors: Readonly<Record<string, string>>;
  readonly problem?: string;
} {
  switch (fault.because) {
    case 'no-such-programme':
      return { errors: {}, problem: 'This programme is not on the record any more' };
    case 'gone':
      return { errors: {}, problem: 'What this would put right is not on the page any more. Look at the page again' };
    case 'no-such-case':
      return { errors: { episode: 'Enter the reference of a case on the record, such as EP-0001' } };
    case 'no-such-claim':
      return { errors: { against: 'Select a claim that is on the page' } };
    case 'closed-before':
      return { errors: { elementEndedOn: 'Date it ended must be the same as or after the date it began' } };
    case 'ends-before':
      return { errors: { fundedTo: 'Date the money ends must be the same as or after the date it begins' } };
    case 'stage':
      return { errors: stageWords[fault.refusal] };
    default:
      return fault satisfies never;
  }
}
