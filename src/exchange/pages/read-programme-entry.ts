import { personalDataIn } from '../../vocabulary/domain/personal-data.js';
import { isCounted, type ProgrammeEntryBody, type ProgrammeKind } from '../domain/programme-entry.js';
import type { EntryForm } from './entries.form.js';

type Errors = Readonly<Record<string, string>>;

export const personalWords =
  'This looks like it could identify a person. Take out names, dates of birth and case numbers';

const needed: Readonly<Record<ProgrammeKind, Errors>> = {
  funding: { funder: 'Enter who gives the money' },
  stage: { place: 'Enter the place', stage: 'Select the stage' },
  claim: {
    outcome: 'Enter the outcome that it is about',
    text: 'Enter what is claimed',
    figure: 'Select what kind of number it gives',
  },
  element: { element: 'Select what it is', text: 'Enter what the source says of it' },
  weakness: { text: 'Enter what goes wrong', weaknessStatus: 'Select how it stands' },
  use: { episode: 'Enter the reference of the case, such as EP-0001' },
};

const valueOf = (form: EntryForm, field: string): unknown => (form as unknown as Record<string, unknown>)[field];

const freeTexts = ['text', 'response', 'reason', 'purpose', 'outcome', 'population', 'againstWhy', 'sourceQuote'];

/** A share has a denominator that its numerator is within; a number needs its kind, and a disagreement its reason. */
function claimErrors({ figure, value, numerator, denominator, against, againstWhy }: EntryForm): Errors {
  return {
    ...(figure !== 'none' && figure !== null && value === null ? { value: 'Enter the number' } : {}),
    ...(figure === 'none' && value !== null ? { value: 'Leave the number empty, or select what kind it is' } : {}),
    ...(figure === 'share' && value !== null && (value < 0 || value > 100)
      ? { value: 'Number must be between 0 and 100' }
      : {}),
    ...(numerator !== null && denominator === null ? { denominator: 'Enter out of how many' } : {}),
    ...(figure === 'share' && numerator !== null && denominator !== null && numerator > denominator
      ? { numerator: 'How many of them must be no more than out of how many' }
      : {}),
    ...(against !== null && againstWhy === null ? { againstWhy: 'Enter why they do not say the same' } : {}),
    ...(against === null && againstWhy !== null ? { against: 'Select the claim that does not say the same' } : {}),
  };
}

/** A place has a name; what belongs to another kind is left empty, so that nothing typed is lost in silence. */
function elementErrors({ element, sitePlace, siteKind, roleNumber }: EntryForm): Errors {
  if (element === null) return {};
  const isSite = element === 'site';
  return {
    ...(isSite && sitePlace === null ? { sitePlace: 'Enter the name of the place' } : {}),
    ...(!isSite && sitePlace !== null ? { sitePlace: 'Leave the name of the place empty, or select a place' } : {}),
    ...(!isSite && siteKind !== null ? { siteKind: 'Leave the kind of place empty, or select a place' } : {}),
    ...(!isCounted(element) && roleNumber !== null
      ? { roleNumber: 'Leave the number empty, or select a role or something that it offers' }
      : {}),
  };
}

/** What was typed, as an entry about a programme; or what of it cannot stand, at its fields. */
export function readProgrammeEntry(
  form: EntryForm,
  kind: ProgrammeKind,
): { readonly entry: ProgrammeEntryBody } | { readonly errors: Errors } {
  const missing = Object.entries(needed[kind]).filter(([field]) => valueOf(form, field) === null);
  const odd = freeTexts.filter((field) => {
    const words = valueOf(form, field);
    return typeof words === 'string' && personalDataIn(words).length > 0;
  });
  const errors: Errors = {
    ...(kind === 'claim' ? claimErrors(form) : {}),
    ...(kind === 'element' ? elementErrors(form) : {}),
    ...Object.fromEntries(missing),
    ...Object.fromEntries(odd.map((field) => [field, personalWords])),
    ...(form.sourceQuote !== null && form.sourceQuote.split(' ').length > 40
      ? { sourceQuote: 'Quote must be 40 words or less' }
      : {}),
    ...(kind === 'stage' && form.stage === 'stopped' && form.reason === null ? { reason: 'Enter why it stopped' } : {}),
  };
  return Object.keys(errors).length > 0 ? { errors } : { entry: entryOf(form, kind) };
}

function entryOf(form: EntryForm, kind: ProgrammeKind): ProgrammeEntryBody {
  const { knownOn, occurredOn } = form;
  const common = { programme: form.programme ?? '', replaces: form.replaces, knownOn };
  switch (kind) {
    case 'funding':
      return {
        kind,
        says: {
          ...common,
          funder: form.funder ?? '',
          amount: form.amount,
          from: form.fundedFrom,
          to: form.fundedTo,
          purpose: form.purpose,
          follows: form.follows,
          staffOnFixedTerm: form.contracts === null ? null : form.contracts === 'yes',
        },
      };
    case 'stage':
      return {
        kind,
        says: {
          ...common,
          body: form.place ?? '',
          calledThere: form.calledThere,
          basis: form.basis,
          stage: form.stage ?? 'considering',
          occurredOn,
          reason: form.reason,
        },
      };
    case 'claim':
      return {
        kind,
        says: {
          ...common,
          outcome: form.outcome ?? '',
          text: form.text ?? '',
          population: form.population,
          figure: form.figure ?? 'none',
          value: form.value,
          unit: form.valueUnit,
          numerator: form.numerator,
          denominator: form.denominator,
          baseline: form.baseline,
          occurredOn,
          periodWords: form.periodWords,
          comparison: form.comparison,
          claimKind: form.claimKind,
          against: form.against,
          why: form.againstWhy,
        },
      };
    case 'element':
      return {
        kind,
        says: {
          ...common,
          element: form.element ?? 'principle',
          text: form.text ?? '',
          place: form.sitePlace,
          siteKind: form.siteKind,
          number: form.roleNumber,
          occurredOn,
          endedOn: form.elementEndedOn,
        },
      };
    case 'weakness':
      return {
        kind,
        says: { ...common, text: form.text ?? '', response: form.response, status: form.weaknessStatus ?? 'not_known' },
      };
    case 'use':
      return { kind, says: { ...common, episode: (form.episode ?? '').toUpperCase(), occurredOn, text: form.text } };
    default:
      return kind satisfies never;
  }
}
