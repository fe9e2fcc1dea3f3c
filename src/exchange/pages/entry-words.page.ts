import { eventKinds } from '../../interventions/domain/timeline-event.js';
import { parsePeriod } from '../../kernel/period.js';
import { formatList, formatPeriod } from '../../shell/format.js';
import type { SummaryRow, Tag } from '../../shell/parts.js';
import { inspectionTypes } from '../../vocabulary/domain/inspection-types.js';
import { gradeAbsences } from '../../vocabulary/domain/not-rated-reasons.js';
import { warningKinds } from '../../vocabulary/domain/warning-kinds.js';
import { type EntryBody, type EntryState, isOfProgramme } from '../domain/record-entry.js';
import { programmeFaultWords, programmeSays } from './programme-entry-words.page.js';
import type { EntryFault } from '../record-entries.service.js';
import { areaField } from './entries.form.js';
import type { Errors, OpenFramework } from './read-entry.js';

export const whenWords = (on: string | null): string => {
  const period = on === null ? null : parsePeriod(on);
  return period ? formatPeriod(period) : 'Not known';
};

const colours: Readonly<Record<EntryState, Tag['colour']>> = {
  written: 'yellow',
  returned: 'orange',
  published: 'turquoise',
  dropped: 'grey',
};
export const stateColour = (state: string): Tag['colour'] => colours[state as EntryState];

/** Everything that an entry says, as it will stand. `frameworkTitle` where it is a judgement. */
export function saysRows(entry: EntryBody, frameworkTitle: string | null): readonly SummaryRow[] {
  if (isOfProgramme(entry)) return programmeSays(entry);
  if (entry.kind === 'judgement') {
    const { says } = entry;
    return [
      { label: 'Framework', text: frameworkTitle ?? says.framework },
      { label: 'Type', text: inspectionTypes[says.type] },
      { label: 'What was inspected', text: says.subject },
      ...(says.unit ? [{ label: 'The part looked at', text: says.unit }] : []),
      { label: 'First day of the visit', text: whenWords(says.startedOn) },
      { label: 'Last day of the visit', text: whenWords(says.endedOn) },
      { label: 'Published', text: whenWords(says.publishedOn) },
      ...(says.overallLabel ? [{ label: 'Overall, as published', text: says.overallLabel }] : []),
      ...says.areas.map(({ areaText, label, absence }) => ({
        label: areaText,
        text: label ?? (absence === null ? 'Nothing said' : gradeAbsences[absence]),
      })),
      ...(says.headline ? [{ label: 'Headline', text: says.headline }] : []),
      ...(says.reportUrl ? [{ label: 'Report', text: says.reportUrl }] : []),
    ];
  }
  const { says } = entry;
  return [
    { label: 'Kind', text: entry.kind === 'warning' ? warningKinds[entry.says.kind] : eventKinds[entry.says.kind] },
    {
      label: entry.kind === 'warning' ? 'When it could be seen' : 'When it happened',
      text: whenWords(says.occurredOn),
    },
    { label: 'When it became known', text: whenWords(says.knownOn) },
    { label: entry.kind === 'warning' ? 'What could be seen' : 'What happened', text: says.text },
    ...(entry.kind === 'warning'
      ? [
          {
            label: 'Answered',
            text: entry.says.respondedOn === null ? 'No answer on the record' : whenWords(entry.says.respondedOn),
          },
          ...(entry.says.response ? [{ label: 'What was done', text: entry.says.response }] : []),
        ]
      : [{ label: 'Stands out on the timeline', text: entry.says.significant ? 'Yes' : 'No' }]),
  ];
}

const dateNames: Readonly<Record<string, string>> = {
  startedOn: 'First day of the visit',
  endedOn: 'Last day of the visit',
  publishedOn: 'Date it was published',
  occurredOn: 'Date it happened',
  knownOn: 'Date it became known',
  respondedOn: 'Date of the answer',
};

/** Who does this work at that place, so that it is not the record keeper's. */
export function doneByOthers({
  who,
  names,
}: {
  readonly who: 'inspectors' | 'board';
  readonly names: readonly string[];
}) {
  const people = formatList(names);
  return who === 'inspectors'
    ? `Inspectors of this inspectorate record their own judgements here. ${people} can do this.`
    : `This place has people here who record this themselves. ${people} can do this.`;
}

/** A fault as messages at the fields, or above the form. */
export function faultWords(
  fault: EntryFault,
  framework: OpenFramework | null,
): { readonly errors: Errors; readonly problem?: string } {
  switch (fault.because) {
    case 'no-such-programme':
    case 'no-such-case':
    case 'no-such-claim':
    case 'gone':
    case 'closed-before':
    case 'ends-before':
    case 'stage':
      return programmeFaultWords(fault);
    case 'no-such-organisation':
      return { errors: {}, problem: 'This organisation is not on the record any more' };
    case 'no-such-framework':
      return { errors: {}, problem: 'This framework is not on the record any more' };
    case 'no-such-source':
      return { errors: { source: 'Enter the reference of a source that is on the record, such as SO-0012' } };
    case 'already-there':
      return {
        errors: {
          publishedOn: 'This judgement is on the record already. Check the dates, or open the one that is there',
        },
      };
    case 'done-by-others':
      return { errors: {}, problem: doneByOthers(fault) };
    case 'areas-open':
      return {
        errors: Object.fromEntries(
          (framework?.areas ?? []).flatMap(({ key, label }, index) =>
            fault.areas.includes(key)
              ? [[areaField(index), `Select the grade for ${label}, or why there is none`] as const]
              : [],
          ),
        ),
      };
    case 'dates': {
      const { field, because } = fault.fault;
      const name = dateNames[field] ?? 'The date';
      return {
        errors: {
          [field]:
            because === 'after-today'
              ? `${name} must be today or in the past`
              : `${name} must be the same as or after the date before it`,
        },
      };
    }
  }
}
