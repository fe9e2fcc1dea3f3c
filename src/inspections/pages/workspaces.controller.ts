import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AccountsQueries } from '../../access/data/accounts.queries.js';
import { AuditQueries } from '../../access/data/audit.queries.js';
import { reachOf } from '../../access/domain/account.js';
import { roleNames } from '../../access/domain/roles.js';
import { Clock } from '../../kernel/clock.js';
import { SearchQueries } from '../../office/data/search.queries.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { conflict } from '../../shell/form/conflict.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import { type Form, textOf } from '../../shell/form/posted.js';
import { formatMoment } from '../../shell/format.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { WorkshopFrameworkQueries, WorkspaceQueries } from '../data/workspace.queries.js';
import { memberParts, type MemberPart } from '../domain/inspection-work.js';
import { StartingInspectionsService } from '../starting-inspections.service.js';
import { WorkspaceReader, type WorkView } from '../workspace-reader.service.js';
import { inspectionPaths } from './inspections.paths.js';
import { detailsRefusals, memberRefusals, startRefusals, triedWith } from './refusal-words.js';
import { ChangedDetailsForm, MemberForm, NothingForm, StartForm } from './start.form.js';
import {
  detailsPage,
  startDetailsPage,
  startFrameworkPage,
  type StartInput,
  startPage,
  teamPage,
  typeChoices,
} from './start.page.js';
import { workspacePage } from './workspace.page.js';

type Query = Readonly<Record<string, unknown>>;
const mostFound = 20;
const textIn = (query: Query, name: string): string | null => {
  const value = query[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : null;
};

/** Pages 18 and 19: starting an inspection, where it stands, who takes part. */
@Controller('inspections')
export class WorkspacesController {
  constructor(
    private readonly starting: StartingInspectionsService,
    private readonly reader: WorkspaceReader,
    private readonly queries: WorkspaceQueries,
    private readonly frameworks: WorkshopFrameworkQueries,
    private readonly accounts: AccountsQueries,
    private readonly search: SearchQueries,
    private readonly audit: AuditQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('new')
  @Allow('inspections.create')
  async begin(@Query() query: Query, @Req() request: Request, @Res() response: Response): Promise<void> {
    const words = textIn(query, 'q');
    const ids = words === null ? [] : await this.search.find(words, 'organisation', mostFound);
    const bodies = new Map((await this.queries.organisations(ids)).map((body) => [body.id, body]));
    const found = ids.flatMap((id) => bodies.get(id) ?? []);
    this.pages.show(request, response, 'inspections/start', startPage({ words, found }));
  }

  @Get('new/framework')
  @Allow('inspections.create')
  async chooseFramework(
    @Query() query: Query,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const body = await this.queries.organisationBySlug(textIn(query, 'organisation') ?? '');
    if (!body) return response.redirect(303, inspectionPaths.start());
    const { inspectorateIds } = reachOf(actor.account ?? null, 'inspections.create');
    const frameworks = await this.frameworks.ofInspectorates(inspectorateIds);
    this.pages.show(request, response, 'inspections/sheet', startFrameworkPage(body, frameworks, this.clock.today()));
  }

  @Get('new/details')
  @Allow('inspections.create')
  async chooseDetails(
    @Query() query: Query,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const input = await this.#startInput(actor, textIn(query, 'organisation') ?? '', textIn(query, 'framework') ?? '');
    if (!input) return response.redirect(303, inspectionPaths.start());
    this.pages.show(request, response, 'inspections/sheet', startDetailsPage(input));
  }

  @Post('new/details')
  @Allow('inspections.create')
  async start(
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(StartForm)) form: Form<StartForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const input = await this.#startInput(actor, textOf(form.posted, 'organisation'), textOf(form.posted, 'framework'));
    if (!input) throw new NotFoundException();
    const again = (tried: Tried): void =>
      this.pages.show(request, response.status(422), 'inspections/sheet', startDetailsPage({ ...input, tried }));
    if (!form.ok) return again(form);
    const { value } = form;
    const type = input.types.find(({ key }) => key === value.type);
    if (!type) return again({ posted: form.posted, errors: { type: 'Select the type of inspection' } });
    const started = await this.starting.start(actor, {
      ...value,
      organisationId: input.organisationId,
      type: type.type,
      typeText: type.label,
      graded: type.graded,
      previousId: input.earlier.find(({ ref }) => ref === value.previous)?.id ?? null,
      leadId: value.lead,
      inspectorIds: value.inspectors,
    });
    if (started.ok)
      return response.redirect(303, address(inspectionPaths.workspace(started.value.ref), { done: 'started' }));
    again(triedWith(form.posted, startRefusals[started.error]));
  }

  @Get(':ref/workspace')
  @Allow('inspections.workspace')
  async workspace(
    @Param('ref') ref: string,
    @Query() query: Query,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.reader.read(actor, ref, ['evidence', 'requests']);
    if (!view) throw new NotFoundException();
    this.pages.show(request, response, 'inspections/sheet', workspacePage(view, query));
  }

  @Get(':ref/details')
  @Allow('inspections.judge')
  async details(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#team(actor, ref);
    const earlier = await this.queries.earlier(view.work.organisationId);
    this.pages.show(request, response, 'inspections/sheet', detailsPage(view, earlier));
  }

  @Post(':ref/details')
  @Allow('inspections.judge')
  async changeDetails(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(ChangedDetailsForm)) form: Form<ChangedDetailsForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#team(actor, ref);
    const earlier = await this.queries.earlier(view.work.organisationId);
    const again = (tried: Tried, status = 422): void =>
      this.pages.show(request, response.status(status), 'inspections/sheet', detailsPage(view, earlier, tried));
    if (!form.ok) return again(form);
    const { previous, ...given } = form.value;
    const previousId = earlier.find((each) => each.ref === previous)?.id ?? null;
    const changed = await this.starting.changeDetails(actor, ref, { ...given, previousId });
    if (changed.ok) return response.redirect(303, address(inspectionPaths.workspace(ref), { done: 'details' }));
    if (changed.error === 'not-found') throw new NotFoundException();
    if (changed.error !== 'stale') return again(triedWith(form.posted, detailsRefusals[changed.error]));
    const [line] = await this.audit.ofObject('inspection', [view.work.id], { limit: 1 });
    const told = conflict({
      thing: 'inspection',
      at: line ? formatMoment(line.at) : '',
      rows: [
        { label: 'What it looks at', saved: view.background.subject, typed: given.subject },
        { label: 'First day of the visit', saved: view.work.startedOn, typed: given.startedOn },
        { label: 'Last day of the visit', saved: view.work.endedOn, typed: given.endedOn },
      ],
    });
    again({ posted: form.posted, errors: {}, conflict: told }, 409);
  }

  @Get(':ref/team')
  @Allow('inspections.advance')
  async team(
    @Param('ref') ref: string,
    @Query() query: Query,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#team(actor, ref);
    if (view.relation.part !== 'lead') throw new NotFoundException();
    const people = await this.#people(view);
    this.pages.show(request, response, 'inspections/sheet', teamPage(view, { people, query }));
  }

  @Post(':ref/team')
  @Allow('inspections.advance')
  async addMember(
    @Param('ref') ref: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(MemberForm)) form: Form<MemberForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.#team(actor, ref);
    if (view.relation.part !== 'lead') throw new NotFoundException();
    const people = await this.#people(view);
    const again = (tried: Tried): void =>
      this.pages.show(request, response.status(422), 'inspections/sheet', teamPage(view, { people, query: {}, tried }));
    if (!form.ok) return again(form);
    const { person, part } = form.value;
    if (!Object.hasOwn(memberParts, part))
      return again({ posted: form.posted, errors: { part: 'Select what they will be' } });
    const added = await this.starting.addMember(actor, ref, { accountId: person, part: part as MemberPart });
    if (added.ok) return response.redirect(303, address(inspectionPaths.team(ref), { done: 'named' }));
    if (added.error === 'not-found') throw new NotFoundException();
    again(triedWith(form.posted, memberRefusals[added.error]));
  }

  @Post(':ref/team/:account/end')
  @Allow('inspections.advance')
  async endMember(
    @Param('ref') ref: string,
    @Param('account') account: string,
    @CurrentActor() actor: Actor,
    @Body(new FormPipe(NothingForm)) _form: Form<NothingForm>,
    @Res() response: Response,
  ): Promise<void> {
    const ended = await this.starting.endMember(actor, ref, account);
    if (!ended.ok) throw new NotFoundException();
    response.redirect(303, address(inspectionPaths.team(ref), { done: 'ended' }));
  }

  async #team(actor: Actor, ref: string): Promise<WorkView> {
    const view = await this.reader.read(actor, ref, []);
    if (!view || view.relation.part === 'contact' || view.relation.part === null) throw new NotFoundException();
    return view;
  }

  async #startInput(
    actor: Actor,
    slug: string,
    key: string,
  ): Promise<(StartInput & { organisationId: string }) | null> {
    const { inspectorateIds } = reachOf(actor.account ?? null, 'inspections.create');
    const body = await this.queries.organisationBySlug(slug);
    const framework = await this.frameworks.byKey(key);
    if (!body || !framework || !inspectorateIds.includes(framework.inspectorateId)) return null;
    const within = { inspectorateId: framework.inspectorateId };
    const today = this.clock.today();
    return {
      body,
      organisationId: body.id,
      framework,
      types: typeChoices(await this.frameworks.facts(framework.id, 'inspection_type')),
      leads: await this.accounts.holders(['lead_inspector'], within, today),
      inspectors: await this.accounts.holders(['inspector', 'lead_inspector'], within, today),
      earlier: await this.queries.earlier(body.id),
      me: actor.account?.id ?? '',
    };
  }

  /** Whom the lead may name: inspectors of the inspectorate, and editors of the organisation. */
  async #people(view: WorkView): Promise<{ id: string; name: string; may: string[] }[]> {
    const today = this.clock.today();
    const { inspectorateId, organisationId } = view.work;
    const inspectors = await this.accounts.holders(['inspector', 'lead_inspector'], { inspectorateId }, today);
    const editors = await this.accounts.holders(['organisation_editor'], { organisationId }, today);
    return [
      ...inspectors.map(({ id, name }) => ({ id, name, may: [roleNames.inspector.toLowerCase()] })),
      ...editors.map(({ id, name }) => ({ id, name, may: [roleNames.organisation_editor.toLowerCase()] })),
    ];
  }
}
