import { Injectable } from '@nestjs/common';
import { Announcements } from '../kernel/announcements.js';
import type { KindOfDecision } from './domain/outcome.js';

/** What boards tell the features above them. */
@Injectable()
export class BoardNews extends Announcements<{
  /** A decision became a recommendation for lack of a quorum, or one again. */
  'decision.retyped': KindOfDecision & { readonly id: string; readonly ref: string };
  'pack.issued': { readonly reviewId: string; readonly refs: readonly string[] };
  'review.held': { readonly reviewId: string; readonly quorate: boolean };
}> {}
