import { Injectable } from '@nestjs/common';
import { Announcements } from '../kernel/announcements.js';

/** What the record of inspections tells the features above it. */
@Injectable()
export class InspectionNews extends Announcements<{
  /** Judgements of these bodies were recorded, corrected, moved or withdrawn: once for each batch. */
  'judgement.recorded': { readonly organisationIds: readonly string[] };
}> {}
