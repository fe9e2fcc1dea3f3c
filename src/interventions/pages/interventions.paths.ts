/** Where one step of intervention lives. */
const at = (ref: string, rest: string): string => `/interventions/${ref}/${rest}`;

export const interventionPaths = {
  show: (ref: string) => `/interventions/${ref}`,
  details: (ref: string) => at(ref, 'details'),
  newPlannedEnd: (ref: string) => at(ref, 'planned-ends/new'),
  end: (ref: string) => at(ref, 'end'),
  newRequest: (ref: string) => at(ref, 'requests/new'),
  decision: (ref: string, id: string) => at(ref, `requests/${id}/decision`),
  takingBack: (ref: string, id: string) => at(ref, `requests/${id}/taking-back`),
  newDirection: (ref: string) => at(ref, 'directions/new'),
  directionMove: (ref: string, id: string, to: string) => at(ref, `directions/${id}/moves/${to}`),
  newCriterion: (ref: string) => at(ref, 'criteria/new'),
  newEvidence: (ref: string, id: string) => at(ref, `criteria/${id}/evidence/new`),
  criterionMove: (ref: string, id: string, to: string) => at(ref, `criteria/${id}/moves/${to}`),
  newStepDown: (ref: string) => at(ref, 'step-downs/new'),
};
