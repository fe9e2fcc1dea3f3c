import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { CaseExitService } from '../../episodes/case-exit.service.js';
import { CaseWorkQueries } from '../../interventions/data/case-work.queries.js';
import { isDirectionState } from '../../interventions/domain/direction-state.js';
import { interventionPaths } from '../../interventions/pages/interventions.paths.js';
import { parseCalendarDay } from '../../kernel/calendar-day.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { readable } from '../managed-case.js';
import { CaseDesk, type CaseTask } from './case-desk.js';
import { moveRefusalsOf } from './manage-answer.page.js';
import { directionMovePage, directionPage } from './manage-directions.page.js';
import { DatedMoveForm } from './manage-help.form.js';
import { DirectionForm } from './manage-steps.form.js';

const on = (text: string): Period => parsePeriod(text) as Period;
const ended = { 'step-has-ended': { text: 'This step has ended' } };

/** What a step requires of the organisation, from the direction to its closing. */
@Controller('interventions/:ref/directions')
export class ManageDirectionsController {
  constructor(
    private readonly desk: CaseDesk,
    private readonly exit: CaseExitService,
    private readonly work: CaseWorkQueries,
  ) {}

  @Get('new')
  @Allow('interventions.record')
  async askDirection(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#direction(actor, { ref }));
  }

  @Post('new')
  @Allow('interventions.record')
  async direction(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Body(new FormPipe(DirectionForm)) form: Form<DirectionForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.act({ request, response }, form, this.#direction(actor, { ref }));
  }

  #direction(actor: Actor, { ref }: { readonly ref: string }): CaseTask<DirectionForm> {
    return {
      page: async (tried) => {
        const { managed, step } = await this.#open(actor, ref);
        this.desk.insist(managed, 'interventions.record');
        return directionPage(managed, step, tried);
      },
      personal: ['text'],
      act: async (value) => {
        const { managed, step } = await this.#open(actor, ref);
        const caseRef = managed.theCase.ref;
        const { number, text, due, visibility } = value;
        return this.exit.addDirection(actor, caseRef, step.id, {
          number,
          text,
          dueOn: parseCalendarDay(due),
          visibility: visibility ?? 'public',
        });
      },
      to: interventionPaths.show(ref),
      done: 'direction-added',
      words: ended,
      permission: 'interventions.record',
    };
  }

  @Get(':id/moves/:to')
  @Allow('directions.move')
  async askDirectionMove(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Param('to') to: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.ask({ request, response }, this.#directionMove(actor, { ref, id, to }));
  }

  @Post(':id/moves/:to')
  @Allow('directions.move')
  async directionMove(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Param('id') id: string,
    @Param('to') to: string,
    @Body(new FormPipe(DatedMoveForm)) form: Form<DatedMoveForm>,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.desk.act({ request, response }, form, this.#directionMove(actor, { ref, id, to }));
  }

  #directionMove(
    actor: Actor,
    { ref, id, to }: { readonly ref: string; readonly id: string; readonly to: string },
  ): CaseTask<DatedMoveForm> {
    return {
      page: async (tried) => {
        const { managed, step } = await this.#open(actor, ref);
        this.desk.insist(managed, 'directions.move');
        const found = readable(managed, await this.work.directionsOf([step.id])).find((one) => one.id === id);
        if (!found || !isDirectionState(to)) throw new NotFoundException();
        return directionMovePage(managed, { step, direction: found, to, tried });
      },
      personal: ['why'],
      act: async (value) => {
        const { managed } = await this.#open(actor, ref);
        const caseRef = managed.theCase.ref;
        if (!isDirectionState(to)) throw new NotFoundException();
        const { version, why } = value;
        const move = { to, on: on(value.on), text: why ?? '' };
        return this.exit.moveDirection(actor, caseRef, { id, version }, move);
      },
      to: interventionPaths.show(ref),
      done: 'direction-moved',
      thing: { words: 'direction', entity: 'direction', id },
      words: moveRefusalsOf('Enter what there is to say'),
      permission: to === 'board_satisfied' || to === 'open' ? 'directions.judge' : 'directions.move',
    };
  }

  #open(actor: Actor, ref: string) {
    return this.desk.openStep(actor, ref);
  }
}
