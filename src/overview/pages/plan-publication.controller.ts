import { Body, Controller, Get, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { readFrozenPlan } from '../../plans/domain/frozen-plan.js';
import { planPaths } from '../../plans/pages/plans.paths.js';
import { isPublic, PublishingPlansService, suspectWords } from '../../plans/publishing-plans.service.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Tried } from '../../shell/form/form.js';
import type { Form } from '../../shell/form/posted.js';
import { HidingForm, PublicationForm } from './plan.form.js';
import { PlanDesk } from './plan-desk.js';
import type { PlanPage } from './plan-frame.page.js';
import { hidingPage, publicationPage, publicationWords } from './plan-publication.page.js';

type At = { readonly ref: string; readonly number: string };

/** Lets everybody read a version that the board agreed, after saying what that makes public; and takes it back. */
@Controller('plans/:ref/versions/:number')
export class PlanPublicationController {
  constructor(
    private readonly desk: PlanDesk,
    private readonly publishing: PublishingPlansService,
  ) {}

  @Get('publication')
  @Allow('plans.publish')
  async askPublication(
    @CurrentActor() actor: Actor,
    @Param() at: At,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.show({ request, response }, await this.#publication(actor, at));
  }

  @Post('publication')
  @Allow('plans.publish')
  async publish(
    @CurrentActor() actor: Actor,
    @Param() at: At,
    @Body(new FormPipe(PublicationForm)) form: Form<PublicationForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#publication(actor, at, tried);
    await again(null);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const { version, confirmed } = form.value;
    const done = await this.publishing.publish(actor, readOf(at, version), { confirmed });
    return this.desk.settle(exchange, done, this.#settling(at, form, 'published', again));
  }

  @Get('hiding')
  @Allow('plans.publish')
  async askHiding(
    @CurrentActor() actor: Actor,
    @Param() at: At,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.show({ request, response }, await this.#hiding(actor, at));
  }

  @Post('hiding')
  @Allow('plans.publish')
  async hide(
    @CurrentActor() actor: Actor,
    @Param() at: At,
    @Body(new FormPipe(HidingForm)) form: Form<HidingForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const again = (tried: Tried) => this.#hiding(actor, at, tried);
    await this.#version(actor, at);
    if (!form.ok) return this.desk.again(exchange, again(form));
    const { version, reason } = form.value;
    const done = await this.publishing.takeBack(actor, readOf(at, version), { reason });
    return this.desk.settle(exchange, done, this.#settling(at, form, 'hidden', again));
  }

  #settling({ ref }: At, { posted }: Form<object>, done: string, again: (tried: Tried) => Promise<PlanPage>) {
    return { posted, to: planPaths.versions(ref), done, words: publicationWords, again };
  }

  async #publication(actor: Actor, at: At, tried: Tried = null) {
    const { plan, versions, version } = await this.#version(actor, at);
    const frozen = await this.desk.plans.frozen(plan.id, version.number);
    if (frozen === null) throw new NotFoundException();
    const held = readFrozenPlan(frozen);
    const suspect = suspectWords(held, version.summaryOfChange);
    const publicNow = versions.findLast(isPublic)?.number ?? null;
    return publicationPage({ plan, version, held, suspect, publicNow }, tried);
  }

  async #hiding(actor: Actor, at: At, tried: Tried = null) {
    const { plan, version } = await this.#version(actor, at);
    if (!isPublic(version) && !tried?.conflict) throw new NotFoundException();
    return hidingPage(plan, version, tried);
  }

  async #version(actor: Actor, { ref, number }: At) {
    const plan = await this.desk.open(actor, ref);
    this.desk.insist(actor, 'plans.publish', plan);
    const versions = await this.desk.plans.versions(plan.id);
    const version = versions.find((one) => String(one.number) === number);
    if (!version) throw new NotFoundException();
    return { plan, versions, version };
  }
}

const readOf = ({ ref, number }: At, version: number) => ({ planRef: ref, number: Number(number), version });
