import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, AuditService, theService } from '../access/audit.service.js';
import { libraryFolder } from '../config/paths.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import type { Nation } from '../vocabulary/domain/nations.js';
import { CalendarQueries } from './data/calendar.queries.js';
import { CalendarStore, type NewHoliday } from './data/calendar.store.js';
import type { HolidayFile } from './domain/holiday-file.js';
import { isWeekend, type WorkingCalendar } from './domain/working-days.js';

export type AddingRefusal = 'weekend' | 'there-already' | 'no-nation';
export type WithdrawingRefusal = 'not-found' | 'withdrawn-already' | 'not-withdrawn';

type Edition = Pick<HolidayFile, 'firstYear' | 'lastYear' | 'publishedTo' | 'sources' | 'note'>;

/** On which days offices are closed: the bank holidays that ship with the product, and what administrators changed. */
@Injectable()
export class CalendarsService implements OnModuleInit {
  #edition: Edition = { firstYear: 0, lastYear: 0, publishedTo: 0, sources: [], note: '' };

  constructor(
    private readonly db: Database,
    private readonly store: CalendarStore,
    private readonly queries: CalendarQueries,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    const text = await readFile(join(libraryFolder('office'), 'holidays.json'), 'utf8');
    await this.keep(JSON.parse(text) as HolidayFile);
  }

  /** Adds what a shipped file has and the record lacks; a day that an administrator withdrew stays withdrawn. */
  async keep(file: HolidayFile): Promise<void> {
    this.#edition = file;
    if ((await this.#lacking(file)).length === 0) return;
    await this.db.transaction(async () => {
      const lacking = await this.#lacking(file);
      if (lacking.length === 0) return;
      await this.store.add({ at: this.clock.now(), by: theService.name }, 'library', lacking);
      const after = { days: lacking.length, firstYear: file.firstYear, lastYear: file.lastYear };
      await this.audit.record(theService, { action: 'calendar.loaded', entity: 'holiday', entityId: 'library', after });
    });
  }

  /** Which years the shipped calendar knows, and what it rests on. */
  get edition(): Edition {
    return this.#edition;
  }

  /** The working days of a nation, for `addWorkingDays` and `workingDaysBetween`. */
  async of(nation: Nation): Promise<WorkingCalendar> {
    const { firstYear, lastYear } = this.#edition;
    return { nation, holidays: new Set(await this.queries.daysOf(nation)), firstYear, lastYear };
  }

  /** The working days of all four at once, for lists that hold deadlines of each. */
  async all(): Promise<Readonly<Record<Nation, WorkingCalendar>>> {
    const { firstYear, lastYear } = this.#edition;
    const days = await this.queries.standing();
    const of = (nation: Nation): WorkingCalendar => {
      const closed = days.filter((row) => row[propertyOf[nation]] === 1);
      return { nation, holidays: new Set(closed.map(({ onDay }) => onDay)), firstYear, lastYear };
    };
    return {
      england: of('england'),
      wales: of('wales'),
      scotland: of('scotland'),
      'northern-ireland': of('northern-ireland'),
    };
  }

  async add(actor: Actor, day: NewHoliday): Promise<Result<string, AddingRefusal>> {
    if (day.nations.length === 0) return refused('no-nation');
    if (isWeekend(day.on)) return refused('weekend');
    return this.db.transaction(async () => {
      const there = await this.queries.onDay(day.on);
      const stands = there.filter(({ withdrawnAt }) => withdrawnAt === null);
      const taken = stands.some((row) => day.nations.some((nation) => Boolean(row[propertyOf[nation]])));
      if (taken) return refused('there-already');
      const [id = ''] = await this.store.add({ at: this.clock.now(), by: actor.name }, 'added', [day]);
      await this.audit.record(actor, { action: 'holiday.added', entity: 'holiday', entityId: id, after: day });
      return ok(id);
    });
  }

  async withdraw(actor: Actor, id: string, reason: string): Promise<Result<null, WithdrawingRefusal>> {
    return this.db.transaction(async () => {
      const day = await this.queries.byId(id);
      if (!day) return refused('not-found');
      if (day.withdrawnAt !== null) return refused('withdrawn-already');
      await this.store.withdraw(id, this.clock.now(), reason);
      const before = { on: day.onDay, name: day.name };
      await this.audit.record(actor, {
        action: 'holiday.withdrawn',
        entity: 'holiday',
        entityId: id,
        before,
        after: { ...before, withdrawn: true },
        reason,
      });
      return ok(null);
    });
  }

  /** Takes a withdrawal back. */
  async reinstate(actor: Actor, id: string): Promise<Result<null, WithdrawingRefusal>> {
    return this.db.transaction(async () => {
      const day = await this.queries.byId(id);
      if (!day) return refused('not-found');
      if (day.withdrawnAt === null) return refused('not-withdrawn');
      await this.store.reinstate(id);
      await this.audit.record(actor, {
        action: 'holiday.reinstated',
        entity: 'holiday',
        entityId: id,
        before: { on: day.onDay, name: day.name, withdrawn: true },
        after: { on: day.onDay, name: day.name },
      });
      return ok(null);
    });
  }

  async #lacking(file: HolidayFile): Promise<NewHoliday[]> {
    const there = new Set((await this.store.shipped()).map(({ onDay, name }) => `${onDay} ${name}`));
    return file.days.filter(({ on, name }) => !there.has(`${on} ${name}`));
  }
}

const propertyOf = {
  england: 'england',
  wales: 'wales',
  scotland: 'scotland',
  'northern-ireland': 'northernIreland',
} as const satisfies Record<Nation, string>;
