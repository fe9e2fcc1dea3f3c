/** The services that organisations are part of. */
export const sectors = {
  councils: 'Councils',
  children: "Children's services",
  adults: 'Adult social care',
  schools: 'Schools',
  colleges: 'Further education and skills',
  health: 'Health',
  care: 'Care providers',
  police: 'Police',
  fire: 'Fire and rescue',
  prisons: 'Prisons',
  probation: 'Probation',
  housing: 'Housing',
} as const;
export type Sector = keyof typeof sectors;

/** The sector codes of the shipped frameworks, and ours for each. */
export const sectorOfFrameworks = {
  councils: 'councils',
  childrens_services: 'children',
  adult_social_care: 'adults',
  schools: 'schools',
  further_education: 'colleges',
  nhs: 'health',
  gp: 'health',
  independent_health: 'health',
  care_providers: 'care',
  police: 'police',
  fire: 'fire',
  prisons: 'prisons',
  probation: 'probation',
  housing: 'housing',
} as const satisfies Record<string, Sector>;
