import { Injectable } from '@nestjs/common';
import { Announcements } from '../kernel/announcements.js';
import type { LinkPurpose } from './domain/one-time-link.js';

/** What access tells the features above it. */
@Injectable()
export class AccessNews extends Announcements<{
  /** Somebody is to be sent a link that lets them in once. It is told here and kept nowhere. */
  'link.made': {
    readonly purpose: LinkPurpose;
    readonly name: string;
    readonly email: string;
    readonly token: string;
    readonly expiresAt: string;
  };
}> {}
