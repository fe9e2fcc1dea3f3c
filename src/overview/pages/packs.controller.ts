import { Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Account, may } from '../../access/domain/account.js';
import { Allow, CurrentAccount } from '../../shell/allow.js';
import { Costly } from '../../shell/costly.guard.js';
import { Pages } from '../../shell/pages.js';
import { TakenAway } from '../../shell/reads.interceptor.js';
import { attachmentNamed } from '../../shell/send-file.js';
import { packIn } from '../domain/pack/pack-data.js';
import { packDifference } from '../domain/pack/pack-difference.js';
import { type ReadPack, ReadingPacksService } from '../reading-packs.service.js';
import { PackPress } from './pack-press.js';
import { packPolicy } from './pack-style.js';
import { inTime, packDifferencePage, packPage } from './packs.page.js';
import { packPaths } from './packs.paths.js';
import { ReviewDesk } from './review-desk.js';

/** Issued packs, as they were frozen. */
@Controller('packs')
export class PacksController {
  constructor(
    private readonly reading: ReadingPacksService,
    private readonly press: PackPress,
    private readonly desk: ReviewDesk,
    private readonly pages: Pages,
  ) {}

  /** What changed between two packs of one board; the earlier may stand on either side. */
  @Get(':one..:other')
  @Allow('everyone')
  async between(
    @Param('one') one: string,
    @Param('other') other: string,
    @CurrentAccount() account: Account | null,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const found = [await this.#find(account, one), await this.#find(account, other)];
    const [before, after] = found.toSorted((a, b) => inTime(a.pack, b.pack));
    if (!before || !after || before.review.boardId !== after.review.boardId) throw new NotFoundException();
    const [from, to] = [packIn(before.pack.dataJson), packIn(after.pack.dataJson)];
    const page = packDifferencePage({
      review: after.review,
      before: before.pack,
      after: after.pack,
      changes: from && to ? packDifference(from.facts, to.facts) : null,
    });
    this.pages.show(request, response, 'overview/pack/difference', page);
  }

  @Costly(10)
  @Get(':ref.pdf')
  @Allow('everyone')
  async file(
    @Param('ref') ref: string,
    @CurrentAccount() account: Account | null,
    @Res() response: Response,
  ): Promise<void> {
    const { pack } = await this.#find(account, ref);
    const content = await this.press.file(pack);
    if (!content) throw new NotFoundException();
    this.#send(response, account, { name: `${pack.ref}.pdf`, contentType: 'application/pdf', content });
  }

  @Get(':ref')
  @Allow('everyone')
  async show(
    @Param('ref') ref: string,
    @CurrentAccount() account: Account | null,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const found = await this.#find(account, ref);
    const { pack, review, isOfBoard } = found;
    const page = packPage({
      pack,
      data: packIn(pack.dataJson),
      review,
      others: await this.reading.ofBoard(found),
      supplements: await this.reading.supplements(found),
      frozenBy: isOfBoard ? `By ${await this.desk.nameOf(pack.frozenBy)}` : null,
      prepare: this.#nextStep(account, found),
    });
    this.pages.show(request, response, 'overview/pack/show', page);
  }

  /** The pack itself, byte for byte as it was frozen. */
  @Get(':ref/print')
  @TakenAway()
  @Allow('everyone')
  async print(
    @Param('ref') ref: string,
    @CurrentAccount() account: Account | null,
    @Res() response: Response,
  ): Promise<void> {
    const { pack } = await this.#find(account, ref);
    response.setHeader('Content-Security-Policy', packPolicy(pack.html));
    if (account) response.setHeader('Cache-Control', 'no-store');
    response.type('html').send(pack.html);
  }

  /** The data of the pack, byte for byte: its SHA-256 is the one that is printed on each page. */
  @Get(':ref/data.json')
  @Allow('everyone')
  async data(
    @Param('ref') ref: string,
    @CurrentAccount() account: Account | null,
    @Res() response: Response,
  ): Promise<void> {
    const { pack } = await this.#find(account, ref);
    const content = Buffer.from(pack.dataJson);
    const contentType = 'application/json; charset=utf-8';
    this.#send(response, account, { name: `${pack.ref}.json`, contentType, content });
  }

  async #find(account: Account | null, ref: string): Promise<ReadPack> {
    const found = await this.reading.byRef(account, ref);
    if (!found) throw new NotFoundException();
    return found;
  }

  /** A file of our own making, to be saved; what one person may read is kept by nobody on the way. */
  #send(
    response: Response,
    account: Account | null,
    file: { readonly name: string; readonly contentType: string; readonly content: Buffer },
  ): void {
    response.setHeader('Content-Type', file.contentType);
    response.setHeader('Content-Disposition', attachmentNamed(file.name));
    response.setHeader('Cache-Control', account ? 'no-store' : 'no-cache');
    response.end(file.content);
  }

  /** Where those who run the meeting, or may unlock its pack, go on. */
  #nextStep(account: Account | null, { review, isOfBoard }: ReadPack) {
    if (!isOfBoard) return null;
    if (may(account, 'reviews.run')) return { text: 'Packs of this meeting', href: packPaths.prepare(review.ref) };
    return may(account, 'packs.unlock') ? { text: 'Correct this pack', href: packPaths.unlocking(review.ref) } : null;
  }
}
