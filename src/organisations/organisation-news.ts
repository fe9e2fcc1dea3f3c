import { Injectable } from '@nestjs/common';
import { Announcements } from '../kernel/announcements.js';

type About = { readonly organisationIds: readonly string[] };

/** What the record of bodies tells the features above it. */
@Injectable()
export class OrganisationNews extends Announcements<{
  'organisation.registered': About;
  /** Its name, kind or place changed. */
  'organisation.described': About;
  /** How bodies continue, hold or serve one another changed. */
  'organisation.linked': About;
}> {}
