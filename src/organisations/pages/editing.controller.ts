import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { AuditQueries } from '../../access/data/audit.queries.js';
import { reachesOrganisation, reachOf } from '../../access/domain/account.js';
import { parsePeriod } from '../../kernel/period.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { formatMoment } from '../../shell/format.js';
import { address, outsideHref } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import { EditingQueries } from '../data/editing.queries.js';
import type { EditableOrganisationRow } from '../data/editing.row.js';
import { linesIn, type OrganisationEdit, readCodes } from '../domain/organisation-edit.js';
import { EditingOrganisationsService, type PostEdit } from '../editing-organisations.service.js';
import { OrganisationsService } from '../organisations.service.js';
import { EditForm, PostForm, RegisterForm, RenameForm } from './editing.form.js';
import {
  editMessages,
  editPage,
  editSaid,
  notAWebsite,
  oddCode,
  postMessages,
  postPage,
  registerPage,
  renameMessages,
  renamePage,
  unknownParent,
} from './editing.page.js';
import { organisationPaths } from './organisations.paths.js';

type Errors = Readonly<Record<string, string>>;
type Described = Omit<RegisterForm, 'name'>;

/** Puts organisations on the record and changes what is said of them. */
@Controller('organisations')
export class EditingController {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly editing: EditingOrganisationsService,
    private readonly queries: EditingQueries,
    private readonly audit: AuditQueries,
    private readonly pages: Pages,
  ) {}

  @Get('new')
  @Allow('organisations.register')
  ask(@Req() request: Request, @Res() response: Response): void {
    this.pages.show(request, response, 'organisations/form', registerPage());
  }

  @Post('new')
  @Allow('organisations.register')
  async register(
    @Body(new FormPipe(RegisterForm)) form: Form<RegisterForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const again = (tried: Tried): void =>
      this.pages.show(request, response.status(422), 'organisations/form', registerPage(tried));
    if (!form.ok) return again(form);
    const { posted, value } = form;
    const read = await this.#read(value);
    if ('errors' in read) return again({ posted, errors: read.errors });
    const { edit } = read;
    const period = (on: string | null) => (on ? parsePeriod(on) : null);
    const refusal = await this.editing.refusalOf('', edit);
    if (refusal) return again({ posted, errors: editMessages[refusal] });
    const [made] = await this.organisations.registerMany(actor, [
      {
        ...edit,
        name: value.name,
        openedOn: period(edit.openedOn),
        closedOn: period(edit.closedOn),
        names: edit.aliases.map((name) => ({ name, kind: 'alias' as const })),
        codes: readCodes(edit.codes).codes,
      },
    ]);
    response.redirect(303, organisationPaths.show(made?.slug ?? ''));
  }

  @Get(':slug/edit')
  @Allow('organisations.edit')
  async look(
    @Param('slug') slug: string,
    @Query() query: Record<string, unknown>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const row = await this.#find(slug, actor);
    await this.#show(request, response, row, { said: saidAfter(query, editSaid) });
  }

  @Post(':slug/edit')
  @Allow('organisations.edit')
  async edit(
    @Param('slug') slug: string,
    @Body(new FormPipe(EditForm)) form: Form<EditForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const row = await this.#find(slug, actor);
    const again = (tried: Tried) => this.#show(request, response.status(422), row, { tried });
    if (!form.ok) return again(form);
    const { posted, value } = form;
    const read = await this.#read(value);
    if ('errors' in read) return again({ posted, errors: read.errors });
    const saved = await this.editing.edit(actor, row.id, read.edit, value.version);
    if (saved.ok) return response.redirect(303, address(organisationPaths.edit(slug), { done: 'saved' }));
    if (saved.error === 'not-found') throw new NotFoundException();
    if (saved.error !== 'stale') return again({ posted, errors: editMessages[saved.error] });
    const stale = await this.#lastChange('organisation', row.id);
    return this.#show(request, response.status(409), await this.#find(slug, actor), {
      tried: { posted, errors: {} },
      stale,
    });
  }

  @Get(':slug/names')
  @Allow('organisations.edit')
  async askName(
    @Param('slug') slug: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.pages.show(request, response, 'organisations/form', renamePage(await this.#find(slug, actor)));
  }

  @Post(':slug/names')
  @Allow('organisations.edit')
  async rename(
    @Param('slug') slug: string,
    @Body(new FormPipe(RenameForm)) form: Form<RenameForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const row = await this.#find(slug, actor);
    const again = (status: number, wanted: Parameters<typeof renamePage>[1]): void =>
      this.pages.show(request, response.status(status), 'organisations/form', renamePage(row, wanted));
    if (!form.ok) return again(422, { tried: form });
    const { posted, value } = form;
    const from = parsePeriod(value.from);
    const renamed = await this.organisations.rename(actor, row.id, value.name, { from, version: value.version });
    if (renamed.ok)
      return response.redirect(303, address(organisationPaths.edit(renamed.value.slug), { done: 'renamed' }));
    if (renamed.error === 'not-found') throw new NotFoundException();
    if (renamed.error === 'stale')
      return again(409, { tried: { posted, errors: {} }, stale: await this.#lastChange('organisation', row.id) });
    return again(422, { tried: { posted, errors: { name: renameMessages[renamed.error] } } });
  }

  @Get(':slug/posts/new')
  @Allow('organisations.edit')
  async askPost(
    @Param('slug') slug: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const row = await this.#find(slug, actor);
    this.pages.show(request, response, 'organisations/form', postPage(row, { post: null }));
  }

  @Post(':slug/posts/new')
  @Allow('organisations.edit')
  async addPost(
    @Param('slug') slug: string,
    @Body(new FormPipe(PostForm)) form: Form<PostForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#savePost(request, response, { slug, postId: null, form, actor });
  }

  @Get(':slug/posts/:post')
  @Allow('organisations.edit')
  async lookPost(
    @Param('slug') slug: string,
    @Param('post') postId: string,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const row = await this.#find(slug, actor);
    this.pages.show(request, response, 'organisations/form', postPage(row, { post: await this.#post(row, postId) }));
  }

  @Post(':slug/posts/:post')
  @Allow('organisations.edit')
  async editPost(
    @Param('slug') slug: string,
    @Param('post') postId: string,
    @Body(new FormPipe(PostForm)) form: Form<PostForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#savePost(request, response, { slug, postId, form, actor });
  }

  async #savePost(
    request: Request,
    response: Response,
    { slug, postId, form, actor }: { slug: string; postId: string | null; form: Form<PostForm>; actor: Actor },
  ): Promise<void> {
    const row = await this.#find(slug, actor);
    const again = async (status: number, tried: Tried, at: string | null = null): Promise<void> => {
      const post = postId === null ? null : await this.#post(row, postId);
      const page = postPage(row, { post, tried, stale: at === null ? null : { at } });
      this.pages.show(request, response.status(status), 'organisations/form', page);
    };
    if (!form.ok) return again(422, form);
    const { posted, value } = form;
    const { version, was: _, interim, leavingPlanned, ...rest } = value;
    const edit: PostEdit = { ...rest, interim: flagOf(interim), leavingPlanned: flagOf(leavingPlanned) };
    const saved = await this.editing.savePost(actor, { organisationId: row.id, postId, version }, edit);
    if (saved.ok) return response.redirect(303, address(organisationPaths.edit(slug), { done: 'post-saved' }));
    if (saved.error === 'not-found') throw new NotFoundException();
    if (saved.error !== 'stale') return again(422, { posted, errors: { endedOn: postMessages[saved.error] } });
    const { at } = await this.#lastChange('post_holding', postId ?? '');
    return again(409, { posted, errors: {} }, at);
  }

  /** A body within the reach of whoever asks; for anybody else it has no such page. */
  async #find(slug: string, { account }: Actor): Promise<EditableOrganisationRow> {
    const row = await this.queries.bySlug(slug);
    if (!row || !reachesOrganisation(reachOf(account ?? null, 'organisations.edit'), row.id))
      throw new NotFoundException();
    return row;
  }

  async #post(row: EditableOrganisationRow, id: string) {
    const post = await this.queries.post(id);
    if (post?.organisationId !== row.id) throw new NotFoundException();
    return post;
  }

  async #show(
    request: Request,
    response: Response,
    row: EditableOrganisationRow,
    wanted: Pick<Parameters<typeof editPage>[0], 'tried' | 'stale' | 'said'>,
  ): Promise<void> {
    const [held, posts] = [await this.editing.held(row), await this.queries.posts(row.id)];
    this.pages.show(request, response, 'organisations/edit', editPage({ row, held, posts, ...wanted }));
  }

  async #lastChange(entity: string, id: string): Promise<{ readonly at: string }> {
    const [last] = await this.audit.ofObject(entity, [id], { limit: 1 });
    return { at: last ? formatMoment(last.at) : 'an unknown time' };
  }

  /** What was typed, as an edit; or what of it cannot stand. */
  async #read(form: Described): Promise<{ readonly edit: OrganisationEdit } | { readonly errors: Errors }> {
    const { codes, odd } = readCodes(linesIn(form.codes));
    const parent = form.parent === null ? null : await this.queries.named(form.parent);
    const errors: Errors = {
      ...(form.parent !== null && !parent ? { parent: unknownParent } : {}),
      ...(form.website !== null && !outsideHref(form.website) ? { website: notAWebsite } : {}),
      ...(odd === null ? {} : { codes: oddCode(odd) }),
    };
    if (Object.keys(errors).length > 0) return { errors };
    const { kind, kindText, sector, region, country, openedOn, closedOn, statusNote, website } = form;
    return {
      edit: {
        kind,
        kindText,
        sector,
        region,
        country,
        parentId: parent?.id ?? null,
        openedOn,
        closedOn,
        statusNote,
        website,
        aliases: linesIn(form.aliases),
        codes: codes.map(({ scheme, value }) => `${scheme} ${value}`),
      },
    };
  }
}

const flagOf = (answer: 'yes' | 'no' | null): number | null => (answer === null ? null : Number(answer === 'yes'));
