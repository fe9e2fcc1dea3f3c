import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow, CurrentActor, NeverKept, WithoutSecondFactor } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Tried } from '../../shell/form/form.js';
import { type Form, textOf } from '../../shell/form/posted.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { visitOf } from '../../shell/visit.js';
import { visitorOf } from '../../shell/visitor.js';
import type { PersonActing } from '../audit.service.js';
import { GuessingService } from '../guessing.service.js';
import { qrCodeOf } from '../qr-code.js';
import { type SecondFactorRefusal, SecondFactorsService } from '../second-factors.service.js';
import { accessPaths } from './access.paths.js';
import { ConfirmCodeForm, EndingCodeForm, SetUpCodeForm } from './account.form.js';
import {
  recoveryCodesPage,
  secondFactorMessages,
  secondFactorPage,
  setUpSecondFactorPage,
} from './second-factor.page.js';

type Asking = {
  readonly actor: PersonActing;
  readonly request: Request;
  readonly response: Response;
  /** The secret that the form carried. */
  readonly sealed?: string;
};

/** The app that makes one-time codes: set up, made sure of, turned off. */
@Controller('account/second-factor')
export class SecondFactorController {
  constructor(
    private readonly secondFactors: SecondFactorsService,
    private readonly guessing: GuessingService,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('signed-in')
  @WithoutSecondFactor()
  async show(@CurrentActor() actor: PersonActing, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.#show({ actor, request, response });
  }

  @Post()
  @Allow('signed-in')
  @WithoutSecondFactor()
  @NeverKept()
  async confirm(
    @CurrentActor() actor: PersonActing,
    @Body(new FormPipe(SetUpCodeForm)) posted: Form<SetUpCodeForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const asking = { actor, request, response, sealed: textOf(posted.posted, 'sealed') };
    if (!posted.ok) return this.#again(asking, { posted: posted.posted, errors: posted.errors });
    const done = await this.#guess(asking, () => this.secondFactors.confirm(actor, actor.account, posted.value));
    if (done.ok)
      return this.pages.show(request, response.status(200), 'access/recovery-codes', recoveryCodesPage(done.value));
    await this.#again(asking, { posted: {}, errors: { code: secondFactorMessages[done.error] } });
  }

  @Post('recovery-codes')
  @Allow('signed-in')
  @NeverKept()
  async renew(
    @CurrentActor() actor: PersonActing,
    @Body(new FormPipe(ConfirmCodeForm)) posted: Form<ConfirmCodeForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const asking = { actor, request, response };
    if (!posted.ok) return this.#again(asking, { posted: posted.posted, errors: posted.errors }, 'renewal');
    const done = await this.#guess(asking, () =>
      this.secondFactors.renewRecoveryCodes(actor, actor.account, posted.value.code),
    );
    if (done.ok)
      return this.pages.show(request, response.status(200), 'access/recovery-codes', recoveryCodesPage(done.value));
    await this.#again(asking, { posted: {}, errors: { code: secondFactorMessages[done.error] } }, 'renewal');
  }

  @Post('ending')
  @Allow('signed-in')
  @NeverKept()
  async end(
    @CurrentActor() actor: PersonActing,
    @Body(new FormPipe(EndingCodeForm)) posted: Form<EndingCodeForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const asking = { actor, request, response };
    if (!posted.ok) return this.#again(asking, { posted: posted.posted, errors: posted.errors }, 'ending');
    const done = await this.#guess(asking, () =>
      this.secondFactors.turnOff(actor, actor.account, posted.value.endingCode),
    );
    if (done.ok) return response.redirect(303, address(accessPaths.account, { done: 'second-factor-off' }));
    await this.#again(asking, { posted: {}, errors: { endingCode: secondFactorMessages[done.error] } }, 'ending');
  }

  /** Codes are guessed here no more often than when signing in. */
  async #guess<Value>(
    { actor, request }: Asking,
    look: () => Promise<{ ok: true; value: Value } | { ok: false; error: SecondFactorRefusal }>,
  ): Promise<{ ok: true; value: Value } | { ok: false; error: SecondFactorRefusal | 'too-many' }> {
    const { id, ref } = actor.account;
    const counted = await this.guessing.count({ kind: 'code', about: id, who: ref, ...visitOf(request) });
    if (!counted.ok) return counted;
    const done = await look();
    if (done.ok) await this.guessing.wasRight(counted.value);
    return done;
  }

  async #again(asking: Asking, tried: Tried, of?: 'renewal' | 'ending'): Promise<void> {
    asking.response.status(422);
    await this.#show(asking, tried, of);
  }

  async #show(
    { actor, request, response, sealed }: Asking,
    tried: Tried = null,
    of?: 'renewal' | 'ending',
  ): Promise<void> {
    const { account } = actor;
    const begun = await this.secondFactors.begin(account, sealed ?? null);
    const page = begun.ok
      ? setUpSecondFactorPage({
          email: account.email,
          secret: begun.value.secret,
          sealed: begun.value.sealed,
          qrCode: qrCodeOf(begun.value.address),
          rolesAsleep: visitorOf(request).rolesAsleep,
          tried,
        })
      : secondFactorPage({
          state: await this.secondFactors.stateOf(account.id),
          requiredFor: await this.secondFactors.requiredFor(account),
          tried,
          ...(of ? { of } : {}),
        });
    this.pages.show(request, response, 'access/second-factor', page);
  }
}
