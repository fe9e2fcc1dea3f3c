/** What a body is. A council service is a part of a council that is judged in its own right. */
export const organisationKinds = {
  council: 'Council',
  council_service: 'Council service',
  school: 'School',
  trust: 'School trust',
  college: 'College',
  nhs_trust: 'NHS trust',
  hospital_site: 'Hospital',
  care_provider: 'Care provider',
  police: 'Police force',
  fire: 'Fire and rescue service',
  landlord: 'Landlord',
  prison: 'Prison',
  probation: 'Probation service',
  company: "Company or children's trust",
} as const;
export type OrganisationKind = keyof typeof organisationKinds;
