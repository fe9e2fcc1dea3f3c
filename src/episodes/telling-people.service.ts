import { Injectable } from '@nestjs/common';
import { AccountsQueries } from '../access/data/accounts.queries.js';
import { Settings } from '../config/settings.js';
import type { CalendarDay } from '../kernel/calendar-day.js';
import { Clock } from '../kernel/clock.js';
import { OutboxService } from '../office/outbox.service.js';
import { CasesQueries } from './data/cases.queries.js';
import { type CaseLetter, failedAgainLetter, summaryNoticeLetter } from './domain/case-letter.js';

/** The people of a body who are told what happens in its case. */
const contactRoles = ['board_secretary', 'organisation_editor'] as const;

/** Writes to the people to tell of a case and to the contacts of its body: within the act, so that one undone tells nobody. */
@Injectable()
export class TellingPeopleService {
  constructor(
    private readonly cases: CasesQueries,
    private readonly accounts: AccountsQueries,
    private readonly outbox: OutboxService,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** That a recovered case has failed again, and in which new one. */
  async failedAgain(episodeId: string, nextId: string | null): Promise<void> {
    const told = await this.cases.told([episodeId, ...(nextId ? [nextId] : [])]);
    const earlier = told.find(({ id }) => id === episodeId);
    if (!earlier) return;
    const next = told.find(({ id }) => id === nextId) ?? null;
    const letter = failedAgainLetter(earlier, next, this.settings.values.publicUrl);
    const bodies = [...new Set(told.map(({ organisationId }) => organisationId))];
    await this.#send('failed-again', letter, { episodeId, bodies });
  }

  /** That a summary of the case is to be published, and what it says. */
  async summaryNotice(
    episodeId: string,
    summary: { readonly text: string; readonly from: CalendarDay },
  ): Promise<void> {
    const [told] = await this.cases.told([episodeId]);
    if (!told) return;
    const letter = summaryNoticeLetter(told, summary, this.settings.values.publicUrl);
    await this.#send('summary-notice', letter, { episodeId, bodies: [told.organisationId] });
  }

  async #send(
    kind: string,
    letter: CaseLetter,
    { episodeId, bodies }: { readonly episodeId: string; readonly bodies: readonly string[] },
  ): Promise<void> {
    if (!this.outbox.canSend) return;
    const today = this.clock.today();
    const addresses = new Map<string, string>();
    const add = (email: string | null): void => {
      if (email) addresses.set(email.toLowerCase(), addresses.get(email.toLowerCase()) ?? email);
    };
    for (const { email } of await this.cases.peopleOf(episodeId)) add(email);
    for (const organisationId of bodies)
      for (const { email } of await this.accounts.holders(contactRoles, { organisationId }, today)) add(email);
    await this.outbox.send(...[...addresses.values()].map((to) => ({ kind, to, ...letter })));
  }
}
