import type { Missing } from '../domain/provisional-gate.js';
import { type InspectionState, inspectionStates } from '../domain/inspection-state.js';
import { formatDay } from '../../shell/format.js';
import type { Link } from '../../shell/links.js';
import type { Tag } from '../../shell/parts.js';
import { memberParts } from '../domain/inspection-work.js';
import type { Relation } from '../domain/relation.js';
import type { WorkView } from '../workspace-reader.service.js';
import { inspectionPaths } from './inspections.paths.js';
import type { Sheet } from './sheet.js';

/** What every page of an inspection in confidence is stamped with. */
export const stampOf = (state: InspectionState): string | null => {
  if (state === 'draft') return 'Draft: not for sharing';
  if (state === 'provisional') return 'Provisional, confidential';
  return state === 'accuracy_check' ? 'Provisional, confidential. For checking its accuracy only' : null;
};

const stateColours: Readonly<Record<InspectionState, Tag['colour']>> = {
  draft: 'grey',
  provisional: 'yellow',
  accuracy_check: 'yellow',
  published: 'teal',
  superseded: 'grey',
  withdrawn: 'orange',
};

export const stateTag = (state: InspectionState): Tag => ({
  text: inspectionStates[state],
  colour: stateColours[state],
});

/** The frame of a page of the workspace. */
export function frameOf(
  view: Pick<WorkView, 'work' | 'background'>,
  title: string,
  { done = null, above = [] }: { readonly done?: Sheet['done']; readonly above?: readonly Link[] } = {},
): Omit<Sheet, 'blocks'> {
  const { work, background } = view;
  return {
    title,
    hasForm: true,
    caption: `${background.organisationName}, ${work.ref}`,
    stamp: stampOf(work.state),
    done,
    breadcrumbs:
      title === workspaceTitle
        ? above
        : [{ text: workspaceTitle, href: inspectionPaths.workspace(work.ref) }, ...above],
  };
}

export const workspaceTitle = 'Inspection workspace';

/** The areas in their addresses; an inspection that grades nothing has one place for all its evidence. */
export const wholeArea = 'whole';

export function missingWords(missing: Missing): string {
  switch (missing.kind) {
    case 'judgement':
      return `Choose a grade, or a reason for giving none, for ${missing.areaText}`;
    case 'evidence':
      return `Add at least one piece of evidence for ${missing.areaText}`;
    case 'any-evidence':
      return 'Add at least one piece of evidence';
    case 'note':
      return 'Write what improved, what did not and what comes next';
    case 'lead':
      return 'The lead inspector has not confirmed these judgements';
    case 'second-inspector':
      return 'Another inspector of the team has not confirmed these judgements';
    case 'summary':
      return 'Write a summary';
    case 'report-text':
      return 'Write the report';
    case 'end':
      return 'Enter the last day of the visit';
    default:
      return missing satisfies never;
  }
}

export function missingLink(ref: string, missing: Missing): string | null {
  switch (missing.kind) {
    case 'judgement':
    case 'evidence':
      return inspectionPaths.area(ref, missing.area ?? wholeArea);
    case 'any-evidence':
      return inspectionPaths.area(ref, wholeArea);
    case 'note':
      return inspectionPaths.note(ref);
    case 'summary':
    case 'report-text':
      return inspectionPaths.report(ref);
    case 'end':
      return inspectionPaths.details(ref);
    case 'lead':
    case 'second-inspector':
      return inspectionPaths.check(ref);
    default:
      return missing satisfies never;
  }
}

export const nameOf = ({ names }: Pick<WorkView, 'names'>, accountId: string): string =>
  names.get(accountId) ?? 'Somebody';

/** Those who have a part, by their names. */
export const namesIn = (view: Pick<WorkView, 'work' | 'names'>, part: keyof typeof memberParts): readonly string[] =>
  view.work.members.filter((member) => member.part === part).map(({ accountId }) => nameOf(view, accountId));

export const partWords = ({ part }: Relation): string => (part === null ? 'Administrator' : memberParts[part]);

export const endOfCheck = (view: Pick<WorkView, 'work'>): string =>
  view.work.accuracyDueOn === null ? 'not set' : `5pm on ${formatDay(view.work.accuracyDueOn)}`;
