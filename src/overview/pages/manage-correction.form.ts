import type { CorrectableKind, Correction } from '../../interventions/domain/fact-correction.js';
import { interventionKinds } from '../../interventions/domain/intervention-record.js';
import { eventKinds } from '../../interventions/domain/timeline-event.js';
import { DayBoxes, Prose, Text, Tick, Version } from '../../shell/form/fields.js';
import { evidenceKinds } from '../../vocabulary/domain/evidence-kinds.js';
import { warningKinds } from '../../vocabulary/domain/warning-kinds.js';
import { supportBases, supportTypes } from './manage-help.form.js';

/** The fields of every kind of fact; each kind has some of them. */
export class CorrectionForm {
  @Text({ label: 'The kind', max: 60 })
  kind: string | null;

  @Text({ label: 'What it is called', max: 200 })
  name: string | null;

  @Text({ label: 'Who', max: 200 })
  by: string | null;

  @Text({ label: 'Who asked', max: 200 })
  askedBy: string | null;

  @Text({ label: 'The basis', max: 60 })
  basis: string | null;

  @DayBoxes({ label: 'The date', orLess: true })
  on: string | null;

  @Prose({ label: 'The words', max: 2_000 })
  text: string | null;

  @Text({ label: 'Where it can be read', max: 500 })
  reference: string | null;

  @Tick()
  significant: boolean;

  @Prose({ label: 'The reason', required: 'Enter why it is put right', max: 500 })
  why: string;

  @Version()
  version: number;
}

/** The codes from which the kind of each fact is chosen. */
export const kindsOf = {
  warning_sign: warningKinds,
  organisation_event: eventKinds,
  exit_evidence: evidenceKinds,
  peer_support: supportTypes,
  intervention: interventionKinds,
} as const satisfies Readonly<Record<CorrectableKind, Readonly<Record<string, string>>>>;

type Errors = Readonly<Record<string, string>>;

const missing: Readonly<Record<CorrectableKind, Errors>> = {
  warning_sign: { on: 'Enter the date of the sign', text: 'Enter what could be seen' },
  organisation_event: { on: 'Enter the date of the event', text: 'Enter what happened' },
  exit_evidence: { text: 'Enter what it shows' },
  peer_support: { by: 'Enter who helps' },
  intervention: { name: 'Enter what it is called', by: 'Enter who took the step', on: 'Enter the date it began' },
};

/** What was posted of a fact of this kind, or a message at each field that cannot stand. */
export function readCorrection(
  kind: CorrectableKind,
  form: CorrectionForm,
): { readonly correction: Correction } | { readonly errors: Errors } {
  const { by, askedBy, basis, reference, significant } = form;
  const [code, name, on, text] = [form.kind ?? '', form.name ?? '', form.on ?? '', form.text ?? ''];
  const given: Readonly<Record<string, unknown>> = { by, name, on, text };
  const errors = {
    ...(Object.hasOwn(kindsOf[kind], code) ? {} : { kind: 'Select what kind it is' }),
    ...(kind === 'peer_support' && basis !== null && !Object.hasOwn(supportBases, basis)
      ? { basis: 'Select on what basis' }
      : {}),
    ...Object.fromEntries(Object.entries(missing[kind]).filter(([field]) => !given[field])),
  };
  if (Object.keys(errors).length > 0) return { errors };
  switch (kind) {
    case 'warning_sign':
      return { correction: { kind, facts: { kind: code, occurredOn: on, text } } };
    case 'organisation_event':
      return { correction: { kind, facts: { kind: code, occurredOn: on, text, significant } } };
    case 'exit_evidence':
      return { correction: { kind, facts: { kind: code, occurredOn: form.on, text, reference } } };
    case 'peer_support': {
      const facts = { type: code, provider: by ?? '', offeredOn: form.on, askedBy, basis, focus: form.text };
      return { correction: { kind, facts } };
    }
    case 'intervention':
      return { correction: { kind, facts: { kind: code, typeText: name, authority: by ?? '', startedOn: on } } };
  }
}
