import { Choice, Prose, Text, Version, Was } from '../../shell/form/fields.js';
import { areaViewKinds } from '../domain/area-view.js';

const seenBy = ['public', 'board'] as const;
type SeenBy = (typeof seenBy)[number];

export class ChooseViewForm {
  @Text({ required: 'Select who judges, and whom', max: 300 })
  who: string;

  @Text({ required: 'Select the framework on whose scale you judge', max: 80 })
  framework: string;
}

/** "self northwick", as the page offers it. */
export const whoOf = (who: string): { readonly kind: string; readonly slug: string } => {
  const [kind = '', slug = ''] = who.split(' ');
  return { kind: Object.hasOwn(areaViewKinds, kind) ? kind : '', slug };
};

class ViewFields {
  @Text({ required: 'Select the area', max: 80 })
  area: string;

  @Text({ required: 'Select the grade', max: 36 })
  grade: string;

  @Text({ required: 'Enter when the period begins', max: 10, label: 'Beginning' })
  from: string;

  @Text({ required: 'Enter when the period ends', max: 10, label: 'End' })
  to: string;

  @Prose({ required: 'Enter what shows it', max: 2_000, label: 'What shows it' })
  narrative: string;
}

export class ChangeSelfViewForm extends ViewFields {
  @Version()
  version: number;

  @Was()
  was: string;
}

/** Both kinds are posted to one address: the board's has two fields more. */
export class BeginViewForm extends ViewFields {
  @Text({ max: 20, label: 'Meeting' })
  reviewRef: string | null;

  @Choice(seenBy)
  visibility: SeenBy | null;
}

export class SubmitViewForm {
  @Choice(seenBy, { required: 'Select who may read it' })
  visibility: SeenBy;

  @Version()
  version: number;
}
