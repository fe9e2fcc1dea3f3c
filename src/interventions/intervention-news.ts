import { Injectable } from '@nestjs/common';
import { Announcements } from '../kernel/announcements.js';

/** What the record of interventions tells the features above it. */
@Injectable()
export class InterventionNews extends Announcements<{
  /** Steps of these bodies were imposed, varied or ended: once for each act. */
  'intervention.changed': { readonly organisationIds: readonly string[] };
}> {}
