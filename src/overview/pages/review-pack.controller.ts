import { Body, Controller, Get, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import type { ReviewRow } from '../../boards/data/board.row.js';
import { PacksQueries } from '../../boards/data/packs.queries.js';
import type { PackStamp } from '../../boards/domain/pack.js';
import { PacksService } from '../../boards/packs.service.js';
import { ReviewsService } from '../../boards/reviews.service.js';
import { scanWords, type WordWarning } from '../../measures/domain/disclosure.js';
import { FilesService } from '../../office/files.service.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import type { Tried } from '../../shell/form/form.js';
import { FormPipe } from '../../shell/form/form.pipe.js';
import type { Form } from '../../shell/form/posted.js';
import { Pages } from '../../shell/pages.js';
import { saidAfter } from '../../shell/said.js';
import { sendFile } from '../../shell/send-file.js';
import { uploadOf } from '../../shell/uploads.js';
import { type PackData, type PackForm, packForms } from '../domain/pack/pack-data.js';
import { type GatheredPack, PackFactsService } from '../pack-facts.service.js';
import { packOf, textsOf } from './pack-book.page.js';
import { PackPress } from './pack-press.js';
import { packPolicy } from './pack-style.js';
import { packPaths } from './packs.paths.js';
import { type Exchange, ReviewDesk } from './review-desk.js';
import { FreezeForm, SupplementForm } from './review-pack.form.js';
import { freezeMessages, frozenWords, packSaid, reviewPackPage, supplementMessages } from './review-pack.page.js';

type Wanted = { readonly form: 'freeze' | 'supplement'; readonly tried: NonNullable<Tried> };
type Stamp = Omit<PackStamp, 'form'>;

/** Makes the pack of a meeting: looks at both forms, freezes and issues them, and adds what came late. */
@Controller('reviews/:ref/pack')
export class ReviewPackController {
  constructor(
    private readonly desk: ReviewDesk,
    private readonly reviews: ReviewsService,
    private readonly packs: PacksService,
    private readonly queries: PacksQueries,
    private readonly facts: PackFactsService,
    private readonly files: FilesService,
    private readonly press: PackPress,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Allow('reviews.run')
  async look(
    @Param('ref') ref: string,
    @Query() query: Record<string, unknown>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.#show({ request, response }, await this.desk.open(actor, ref), { query });
  }

  /** Freezes both forms in one transaction, as the record stands in it. */
  @Post()
  @Allow('reviews.run')
  async freeze(
    @Param('ref') ref: string,
    @Body(new FormPipe(FreezeForm)) form: Form<FreezeForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const before = await this.desk.open(actor, ref);
    if (!form.ok) {
      response.status(422);
      return this.#show(exchange, before, { tried: { form: 'freeze', tried: form } });
    }
    const { confirmed, version } = form.value;
    let warnings: readonly WordWarning[] = [];
    const frozen = await this.reviews.freeze(actor, { ref, version }, async (stamps, { hashOf, review }) => {
      const gathered = await this.facts.gather(review, this.desk.clock.today());
      const made = packForms.map((name) => bookOf(review, gathered, name, stamps[name]));
      warnings = confirmed ? [] : made.flatMap((pack) => (pack.title.form === 'public' ? wordsIn(pack) : []));
      if (warnings.length > 0) return [];
      return Promise.all(
        made.map(async (pack) => {
          const dataJson = JSON.stringify(pack);
          return { form: pack.title.form, dataJson, html: await this.press.page(response, pack, hashOf(dataJson)) };
        }),
      );
    });
    if (frozen.ok) {
      const refs = frozen.value.map((pack) => pack.ref);
      return response.redirect(303, `${packPaths.prepare(ref)}?issued=${encodeURIComponent(refs[0] ?? '')}`);
    }
    const again = async (tried: NonNullable<Tried>) =>
      this.#show(exchange, await this.desk.open(actor, ref), { tried: { form: 'freeze', tried }, warnings });
    if (frozen.error === 'frozen-already') {
      response.status(409);
      return again({ posted: form.posted, errors: {}, problem: await this.#frozenWords(before) });
    }
    await this.desk.settle(exchange, warnings.length > 0 ? { ok: false, error: 'unread-words' } : frozen, {
      posted: form.posted,
      to: packPaths.prepare(ref),
      done: 'issued',
      words: freezeMessages,
      thing: { words: 'meeting', entity: 'review', id: before.id },
      again,
    });
  }

  /** A form as it would be frozen now. */
  @Get('confidential')
  @Allow('reviews.run')
  confidential(@Param('ref') ref: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    return this.#preview(actor, ref, 'confidential', response);
  }

  @Get('public')
  @Allow('reviews.run')
  public(@Param('ref') ref: string, @CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    return this.#preview(actor, ref, 'public', response);
  }

  @Post('supplements')
  @Allow('reviews.run')
  async addSupplement(
    @Param('ref') ref: string,
    @Body(new FormPipe(SupplementForm)) form: Form<SupplementForm>,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const exchange = { request, response };
    const review = await this.desk.open(actor, ref);
    const again = (tried: NonNullable<Tried>) => this.#show(exchange, review, { tried: { form: 'supplement', tried } });
    if (!form.ok) {
      response.status(422);
      return again(form);
    }
    const { title, text, isConfidential: confidential } = form.value;
    const upload = uploadOf(request, 'paper');
    const file = upload && { name: upload.name, content: upload.content };
    const added = upload?.isTooLarge
      ? ({ ok: false, error: 'too-big' } as const)
      : await this.packs.addSupplement(actor, ref, { title, text, confidential, file });
    await this.desk.settle(exchange, added, {
      posted: form.posted,
      to: packPaths.prepare(ref),
      done: 'supplement',
      words: supplementMessages,
      thing: { words: 'meeting', entity: 'review', id: review.id },
      again,
    });
  }

  async #preview(actor: Actor, ref: string, name: PackForm, response: Response): Promise<void> {
    const review = await this.desk.open(actor, ref);
    const frozenAt = this.desk.clock.now();
    const stamp = { ref: 'Preview', edition: 1, frozenAt, supersedesRef: null, reason: null };
    const pack = bookOf(review, await this.facts.gather(review, this.desk.clock.today()), name, stamp);
    const preview: PackData = { ...pack, title: { ...pack.title, isPreview: true } };
    const html = await this.press.page(response, preview, '');
    response.setHeader('Content-Security-Policy', packPolicy(html));
    response.setHeader('Cache-Control', 'no-store');
    response.type('html').send(html);
  }

  async #frozenWords(review: ReviewRow): Promise<string> {
    const packs = await this.queries.ofReview(review.id);
    return frozenWords(packs, await this.desk.nameOf(packs[0]?.frozenBy ?? ''));
  }

  async #show(
    { request, response }: Exchange,
    review: ReviewRow,
    {
      query = {},
      tried = null,
      warnings = [],
    }: {
      readonly query?: Record<string, unknown>;
      readonly tried?: Wanted | null;
      readonly warnings?: readonly WordWarning[];
    } = {},
  ): Promise<void> {
    const packs = await this.queries.ofReview(review.id);
    const unlocked = (await this.queries.unlocksOf(review.id)).some(({ state }) => state === 'agreed');
    const isOpen = review.state === 'scheduled' || review.state === 'collecting' || unlocked;
    const facts = isOpen ? await this.facts.glance(review) : null;
    const page = reviewPackPage({
      review,
      facts,
      warnings,
      packs,
      frozenBy: packs[0] ? await this.desk.nameOf(packs[0].frozenBy) : '',
      supplements: packs.length > 0 ? await this.queries.supplementsOf(review.id) : [],
      tried,
      said:
        issuedSaid(
          query,
          packs.map(({ ref }) => ref),
        ) ?? saidAfter(query, packSaid),
    });
    this.pages.show(request, response, 'overview/pack/prepare', page);
  }

  /** The file of a supplement, for those who run the meeting. */
  @Get('supplements/:position')
  @Allow('papers.read')
  async supplement(
    @Param('ref') ref: string,
    @Param('position') position: string,
    @CurrentActor() actor: Actor,
    @Res() response: Response,
  ): Promise<void> {
    const review = await this.desk.read(actor, ref);
    const supplements = await this.queries.supplementsOf(review.id);
    const found = supplements.find((one) => String(one.position) === position);
    const file = found?.fileId ? await this.files.read(found.fileId) : null;
    if (!file) throw new NotFoundException();
    sendFile(response, file);
  }
}

/** "Pack issued: reference PK-0001", for a reference that is one of this meeting. */
function issuedSaid(query: Record<string, unknown>, refs: readonly string[]) {
  const { issued } = query;
  return typeof issued === 'string' && refs.includes(issued)
    ? { id: 'issued', title: 'Done', text: `Pack issued: reference ${issued}` }
    : null;
}

const bookOf = (review: ReviewRow, gathered: GatheredPack, name: PackForm, stamp: Stamp): PackData =>
  packOf({
    facts: gathered[name],
    before: gathered.before[name],
    title: {
      ref: stamp.ref,
      form: name,
      edition: stamp.edition,
      frozenAt: stamp.frozenAt,
      board: review.boardName,
      organisation: review.organisationName,
      place: review.place || null,
      supersedes: stamp.supersedesRef,
      reason: stamp.reason,
    },
  });

/** What of the words of a pack looks as if it could identify a person. Words of its own do not count as people's. */
const wordsIn = ({ sections }: PackData): readonly WordWarning[] =>
  sections.flatMap(({ blocks }) => blocks.flatMap(textsOf)).flatMap(scanWords);
