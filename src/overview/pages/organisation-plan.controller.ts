import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { Clock, ukDayOf } from '../../kernel/clock.js';
import { groupBy } from '../../kernel/group-by.js';
import { PlansQueries } from '../../plans/data/plans.queries.js';
import { PublishedPlansQueries, type PublishedVersionRow } from '../../plans/data/published-plans.queries.js';
import { readFrozenPlan } from '../../plans/domain/frozen-plan.js';
import { planReach } from '../../plans/domain/plan-reach.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { readKnownOn } from '../../shell/as-known.js';
import { csvFile, sendCsv } from '../../shell/csv.js';
import { address, type QueryValues } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { DossierService } from '../dossier.service.js';
import { organisationPlanPage, type PublishedPlan } from './organisation-plan.page.js';
import { publishedCsvColumns, publishedRows } from './published-plan.page.js';

type Asked = Readonly<Record<string, unknown>>;

/** The plans of one body: for everybody as they were published, for a person who works on exactly one, that one. */
@Controller('organisations/:slug')
export class OrganisationPlanController {
  constructor(
    private readonly dossiers: DossierService,
    private readonly plans: PlansQueries,
    private readonly published: PublishedPlansQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('plan')
  @Allow('everyone')
  async show(
    @CurrentActor() actor: Actor,
    @Param('slug') slug: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { input, moved } = await this.#read(slug, query);
    if (moved) return response.redirect(301, address(planPaths.ofOrganisation(moved), query as QueryValues));
    const { id } = input.dossier.self;
    const own = await this.plans.ofOrganisation(id, planReach(actor.account, 'plans.read'));
    const [only] = own;
    if (only && own.length === 1 && !isAskedFor(query)) return response.redirect(303, planPaths.show(only.ref));
    const page = organisationPlanPage({
      ...input,
      published: await this.#published(id, query, input.known.ok ? input.known.value : null),
      own,
      mayBegin: await this.plans.isOpenBody(id, planReach(actor.account, 'plans.edit')),
    });
    this.pages.show(request, response, 'overview/organisation-plan', page);
  }

  @Get('plan.csv')
  @Allow('everyone')
  async csv(@Param('slug') slug: string, @Query() query: Asked, @Res() response: Response): Promise<void> {
    const { input, moved } = await this.#read(slug, query);
    if (moved) return response.redirect(301, address(planPaths.publishedCsv(moved), query as QueryValues));
    const { id } = input.dossier.self;
    const plans = await this.#published(id, query, input.known.ok ? input.known.value : null);
    const rows = plans.flatMap(({ shown, held }) => publishedRows(held, { ...shown, ref: shown.planRef }));
    sendCsv(response, `${input.dossier.self.slug}-plan.csv`, csvFile(publishedCsvColumns, rows));
  }

  async #read(slug: string, query: Asked) {
    const today = this.clock.today();
    const known = readKnownOn(query, today);
    const read = await this.dossiers.bySlug(slug, known.ok ? known.value : null);
    if (!read) throw new NotFoundException();
    const now = read.dossier.self.slug;
    return { input: { ...read, today, known }, moved: now === slug ? null : now };
  }

  /** Every plan that was published by the day, each in the version that was asked for, or its newest. */
  async #published(organisationId: string, query: Asked, by: CalendarDay | null): Promise<readonly PublishedPlan[]> {
    const all = (await this.published.versionsOf(organisationId)).filter(
      ({ publishedAt }) => by === null || ukDayOf(new Date(publishedAt)) <= by,
    );
    const chosen = [...groupBy(all, ({ planRef }) => planRef).values()].flatMap((versions) => {
      const shown = versions.find((one) => isAsked(query, one)) ?? versions[0];
      return shown ? [{ shown, versions, before: versions[versions.indexOf(shown) + 1] ?? null }] : [];
    });
    const held = await this.published.held(chosen.flatMap(({ shown, before }) => [shown, ...(before ? [before] : [])]));
    const of = ({ planRef, number }: PublishedVersionRow) => {
      const frozen = held.get(`${planRef} ${number}`);
      if (frozen === undefined) throw new NotFoundException();
      return readFrozenPlan(frozen);
    };
    return chosen.map(({ shown, versions, before }) => ({
      shown,
      versions,
      held: of(shown),
      before: before && { number: before.number, held: of(before) },
    }));
  }
}

const isAskedFor = ({ plan, version }: Asked): boolean => typeof plan === 'string' || typeof version === 'string';
const isAsked = ({ plan, version }: Asked, { planRef, number }: PublishedVersionRow): boolean =>
  plan === planRef && version === String(number);
