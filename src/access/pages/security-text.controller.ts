import { Controller, Get, Header } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { addMinutes } from '../../kernel/instant.js';
import { Clock } from '../../kernel/clock.js';
import { Allow } from '../../shell/allow.js';

const halfAYearInMinutes = 183 * 24 * 60;

/** Where to tell of a weakness (RFC 9116). */
@Controller('.well-known')
export class SecurityTextController {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  @Get('security.txt')
  @Allow('everyone')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  text(): string {
    const { publicUrl, contactEmail } = this.settings.values;
    const contact = contactEmail ? `mailto:${contactEmail}` : `${publicUrl}/report-a-mistake`;
    const expires = `${addMinutes(this.clock.now(), halfAYearInMinutes).slice(0, 10)}T00:00:00Z`;
    return [
      `Contact: ${contact}`,
      `Expires: ${expires}`,
      'Preferred-Languages: en',
      `Canonical: ${publicUrl}/.well-known/security.txt`,
      '',
    ].join('\n');
  }
}
