const show = (ref: string): string => `/plans/${ref}`;
const milestone = (plan: string, ref: string): string => `${show(plan)}/milestones/${ref}`;
const version = (plan: string, number: number): string => `${show(plan)}/versions/${number}`;

export const planPaths = {
  index: (): string => '/plans',
  create: (slug: string): string => `/plans/new?organisation=${encodeURIComponent(slug)}`,
  creating: (): string => '/plans/new',
  ofOrganisation: (slug: string): string => `/organisations/${slug}/plan`,
  /** A version that everybody may read. */
  published: (slug: string, ref: string, number: number): string =>
    `/organisations/${slug}/plan?plan=${ref}&version=${number}`,
  publishedCsv: (slug: string): string => `/organisations/${slug}/plan.csv`,
  publishedVersionCsv: (slug: string, ref: string, number: number): string =>
    `/organisations/${slug}/plan.csv?plan=${ref}&version=${number}`,
  show,
  csv: (ref: string): string => `${show(ref)}.csv`,
  edit: (ref: string): string => `${show(ref)}/edit`,
  priorities: (ref: string): string => `${show(ref)}/priorities`,
  priority: (ref: string, id: string): string => `${show(ref)}/priorities/${id}`,
  newPriority: (ref: string): string => `${show(ref)}/priorities/new`,
  slip: (ref: string): string => `${show(ref)}/slip`,
  slipCsv: (ref: string): string => `${show(ref)}/slip.csv`,
  bring: (ref: string): string => `${show(ref)}/import`,
  forecast: (ref: string): string => `${show(ref)}/forecast`,
  thread: (ref: string): string => `${show(ref)}/thread`,
  versions: (ref: string): string => `${show(ref)}/versions`,
  difference: (ref: string, from: number | string, to: number | string): string =>
    `${show(ref)}/versions/${from}..${to}`,
  proposal: (ref: string, number: number): string => `${version(ref, number)}/proposal`,
  takingBack: (ref: string, number: number): string => `${version(ref, number)}/taking-back`,
  agreement: (ref: string, number: number): string => `${version(ref, number)}/agreement`,
  publication: (ref: string, number: number): string => `${version(ref, number)}/publication`,
  hiding: (ref: string, number: number): string => `${version(ref, number)}/hiding`,
  guests: (ref: string): string => `${show(ref)}/guests`,
  endGuest: (ref: string): string => `${show(ref)}/guests/ending`,
  newMilestone: (ref: string): string => `${show(ref)}/milestones/new`,
  milestone,
  editMilestone: (plan: string, ref: string): string => `${milestone(plan, ref)}/edit`,
  askForDate: (plan: string, ref: string): string => `${milestone(plan, ref)}/date`,
  correctDate: (plan: string, ref: string): string => `${milestone(plan, ref)}/correction`,
  update: (plan: string, ref: string): string => `${milestone(plan, ref)}/update`,
  move: (plan: string, ref: string, to: string): string => `${milestone(plan, ref)}/moves/${to}`,
  check: (plan: string, ref: string): string => `${milestone(plan, ref)}/checks/new`,
  addEvidence: (plan: string, ref: string): string => `${milestone(plan, ref)}/evidence/new`,
  ties: (plan: string, ref: string): string => `${milestone(plan, ref)}/links`,
  waits: (plan: string, ref: string): string => `${milestone(plan, ref)}/waits`,
  untie: (plan: string, ref: string): string => `${milestone(plan, ref)}/links/removal`,
  waitNoLonger: (plan: string, ref: string): string => `${milestone(plan, ref)}/waits/removal`,
  evidence: (ref: string): string => `/evidence/${ref}`,
  evidenceFile: (ref: string): string => `/evidence/${ref}/file`,
  evidenceAcceptance: (ref: string): string => `/evidence/${ref}/acceptance`,
  evidenceWithdrawal: (ref: string): string => `/evidence/${ref}/withdrawal`,
  risks: (): string => '/risks',
  risksCsv: (): string => '/risks.csv',
  newRisk: (plan: string): string => `${show(plan)}/risks/new`,
  risk: (ref: string): string => `/risks/${ref}`,
  editRisk: (ref: string): string => `/risks/${ref}/edit`,
  reviewRisk: (ref: string): string => `/risks/${ref}/review`,
};

/** The pages of a plan, which each of them leads to. */
export const pagesOfPlan = (ref: string): readonly { readonly text: string; readonly href: string }[] => [
  { text: 'The plan', href: planPaths.show(ref) },
  { text: 'Dates and slip', href: planPaths.slip(ref) },
  { text: 'Forecast', href: planPaths.forecast(ref) },
  { text: 'Golden thread', href: planPaths.thread(ref) },
  { text: 'Versions', href: planPaths.versions(ref) },
];
