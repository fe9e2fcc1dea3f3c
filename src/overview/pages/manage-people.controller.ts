import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { CasesService } from '../../episodes/cases.service.js';
import { CasesQueries } from '../../episodes/data/cases.queries.js';
import { casePaths } from '../../episodes/pages/cases.paths.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import type { ManagedCase } from '../managed-case.js';
import { CaseDesk, type CaseTask } from './case-desk.js';
import { PersonForm, TellingForm, VersionForm } from './manage-case.form.js';
import { newPersonPage, peoplePage, removalPage, tellingPage } from './manage-case.page.js';
import { doneSentences } from './manage-words.page.js';

type Asked = Readonly<Record<string, unknown>>;

const when = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));

/** Whom to tell of a case: who is on the list, who was told and when. */
@Controller('episodes/:ref/people')
export class ManagePeopleController {
  constructor(
    private readonly desk: CaseDesk,
    private readonly service: CasesService,
    private readonly cases: CasesQueries,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('cases.read')
  async people(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const managed = await this.desk.open(actor, ref);
    const people = await this.cases.peopleOf(managed.theCase.id);
    const said = saidAfter(query, doneSentences);
    this.pages.show(request, response, 'overview/manage-list', peoplePage(managed, { people, said }));
  }

  @Get('new')
  @Allow('episodes.open')
  async askPerson(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#addPerson(actor, { ref }));
  }

  @Post('new')
  @Allow('episodes.open')
  async addPerson(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(PersonForm)) form: Form<PersonForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.act({ request, response }, form, this.#addPerson(actor, { ref }));
  }

  #addPerson(actor: Actor, { ref }: { readonly ref: string }): CaseTask<PersonForm> {
    return {
      page: async (tried) => newPersonPage(await this.#open(actor, ref), tried),
      act: ({ post, body, email }) => this.service.addPerson(actor, ref, { post, body, email }),
      to: casePaths.people(ref),
      done: 'person-added',
      words: {},
      permission: 'episodes.open',
    };
  }

  @Get(':id/telling')
  @Allow('episodes.open')
  async askTelling(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#tell(actor, { ref, id }));
  }

  @Post(':id/telling')
  @Allow('episodes.open')
  async tell(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Body(new FormPipe(TellingForm)) form: Form<TellingForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.act({ request, response }, form, this.#tell(actor, { ref, id }));
  }

  #tell(actor: Actor, { ref, id }: { readonly ref: string; readonly id: string }): CaseTask<TellingForm> {
    return {
      page: async (tried) => {
        const { managed, person } = await this.#person(actor, ref, id);
        return tellingPage(managed, person, tried);
      },
      act: ({ version, on }) => this.service.settlePerson(actor, ref, { id, version, told: when(on) }),
      to: casePaths.people(ref),
      done: 'person-told',
      words: { 'after-today': { at: 'on', text: 'The date must be today or in the past' } },
      permission: 'episodes.open',
      thing: { words: 'list', entity: 'person_to_tell', id },
    };
  }

  @Get(':id/removal')
  @Allow('episodes.open')
  async askRemoval(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#removePerson(actor, { ref, id }));
  }

  @Post(':id/removal')
  @Allow('episodes.open')
  async removePerson(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Body(new FormPipe(VersionForm)) form: Form<VersionForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.act({ request, response }, form, this.#removePerson(actor, { ref, id }));
  }

  #removePerson(actor: Actor, { ref, id }: { readonly ref: string; readonly id: string }): CaseTask<VersionForm> {
    return {
      page: async (tried) => {
        const { managed, person } = await this.#person(actor, ref, id);
        return removalPage(managed, person, tried);
      },
      act: ({ version }) => this.service.settlePerson(actor, ref, { id, version, told: null }),
      to: casePaths.people(ref),
      done: 'person-removed',
      words: {},
      permission: 'episodes.open',
      thing: { words: 'list', entity: 'person_to_tell', id },
    };
  }

  /** The case before somebody who runs it. */
  async #open(actor: Actor, ref: string): Promise<ManagedCase> {
    const managed = await this.desk.open(actor, ref);
    this.desk.insist(managed, 'episodes.open');
    return managed;
  }

  async #person(actor: Actor, ref: string, id: string) {
    const managed = await this.#open(actor, ref);
    const person = (await this.cases.peopleOf(managed.theCase.id)).find((one) => one.id === id);
    if (!person) throw new NotFoundException();
    return { managed, person };
  }
}
