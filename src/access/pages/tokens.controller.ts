import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Settings } from '../../config/settings.js';
import { Clock } from '../../kernel/clock.js';
import { apiPaths } from '../../overview/pages/api.paths.js';
import { Allow, CurrentActor, NeverKept } from '../../shell/allow.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Tried } from '../../shell/form/form.js';
import type { Form } from '../../shell/form/posted.js';
import { address } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { ApiTokensService } from '../api-tokens.service.js';
import type { PersonActing } from '../audit.service.js';
import { scopesFor } from '../domain/api-token.js';
import { accessPaths } from './access.paths.js';
import { BareForm } from './account.form.js';
import { TokenForm } from './tokens.form.js';
import { makingMessages, tokenMadePage, tokensPage } from './tokens.page.js';

type Web = { readonly request: Request; readonly response: Response };
type Asked = Readonly<Record<string, unknown>>;

/** A person’s own tokens. */
@Controller('account/tokens')
export class TokensController {
  constructor(
    private readonly tokens: ApiTokensService,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('signed-in')
  async show(
    @CurrentActor() actor: PersonActing,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#show(actor, { request, response }, { query });
  }

  @Post()
  @Allow('signed-in')
  @NeverKept()
  async make(
    @CurrentActor() actor: PersonActing,
    @Body(new FormPipe(TokenForm)) posted: Form<TokenForm>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const web = { request, response: response.status(422) };
    if (!posted.ok) return this.#show(actor, web, { tried: posted });
    const made = await this.tokens.make(actor, posted.value);
    if (!made.ok)
      return this.#show(actor, web, { tried: { posted: posted.posted, errors: makingMessages[made.error] } });
    const example = `${this.settings.values.publicUrl}${apiPaths.list('organisations')}`;
    this.pages.show(
      request,
      response.status(200),
      'access/token-made',
      tokenMadePage({ ...posted.value, token: made.value.token, example }),
    );
  }

  @Post(':ref/revocation')
  @Allow('signed-in')
  async revoke(
    @CurrentActor() actor: PersonActing,
    @Param('ref') ref: string,
    @Body(new FormPipe(BareForm)) _posted: Form<BareForm>,
    @Res() response: Response,
  ): Promise<void> {
    const revoked = await this.tokens.revokeOwn(actor, ref);
    if (!revoked.ok) throw new NotFoundException();
    response.redirect(303, address(accessPaths.tokens, { done: 'revoked' }));
  }

  async #show(
    { account }: PersonActing,
    { request, response }: Web,
    { query = {}, tried = null }: { readonly query?: Asked; readonly tried?: Tried },
  ): Promise<void> {
    const page = tokensPage({
      rows: await this.tokens.ofAccount(account.id),
      scopes: scopesFor(account),
      today: this.clock.today(),
      query,
      apiHref: apiPaths.page(),
      sendsMail: this.settings.values.smtpUrl !== null,
      tried,
    });
    this.pages.show(request, response, 'access/tokens', page);
  }
}
