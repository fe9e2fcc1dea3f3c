import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccessNews } from '../access/access-news.js';
import { Settings } from '../config/settings.js';
import { ukMoment } from '../kernel/clock.js';
import { linkLetter } from './domain/link-letter.js';
import { OutboxService } from './outbox.service.js';

/** Sends whoever is invited, or has forgotten their password, the link that lets them in once. */
@Injectable()
export class LinkLettersService implements OnModuleInit {
  constructor(
    private readonly news: AccessNews,
    private readonly outbox: OutboxService,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.news.listen('link.made', async ({ purpose, name, email, token, expiresAt }) => {
      const letter = linkLetter({ purpose, name, token, until: ukMoment(expiresAt) }, this.settings.values.publicUrl);
      await this.outbox.send({ kind: purpose, to: email, ...letter });
    });
  }
}
