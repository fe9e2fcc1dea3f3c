import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Account, reachesOrganisation, reachOf } from '../../access/domain/account.js';
import { BoardsQueries } from '../../boards/data/boards.queries.js';
import { PacksQueries } from '../../boards/data/packs.queries.js';
import { ReviewsQueries } from '../../boards/data/reviews.queries.js';
import { Clock } from '../../kernel/clock.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { Allow, CurrentAccount } from '../../shell/allow.js';
import { readKnownOn } from '../../shell/as-known.js';
import { address, type QueryValues } from '../../shell/links.js';
import { Pages } from '../../shell/pages.js';
import { DossierService } from '../dossier.service.js';
import { organisationBoardPage } from './organisation-board.page.js';

type Asked = Readonly<Record<string, unknown>>;

/** The boards that watch over one body. */
@Controller('organisations/:slug')
export class OrganisationBoardController {
  constructor(
    private readonly dossiers: DossierService,
    private readonly boards: BoardsQueries,
    private readonly reviews: ReviewsQueries,
    private readonly packs: PacksQueries,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('board')
  @Allow('everyone')
  async show(
    @Param('slug') slug: string,
    @CurrentAccount() account: Account | null,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const today = this.clock.today();
    const known = readKnownOn(query, today);
    const read = await this.dossiers.bySlug(slug, known.ok ? known.value : null);
    if (!read) throw new NotFoundException();
    const { slug: now, id } = read.dossier.self;
    if (now !== slug) return response.redirect(301, address(organisationPaths.board(now), query as QueryValues));
    const reach = reachOf(account, 'papers.read');
    const boards = await this.boards.ofOrganisation(id, reach, today);
    const ids = boards.map((board) => board.id);
    const own = account ? await this.boards.seen(reach, today) : [];
    const reviews = await this.reviews.ofBoards(ids);
    const page = organisationBoardPage({
      ...read,
      today,
      known,
      boards,
      own: new Set(own.map((board) => board.id)),
      terms: await this.boards.termsOf(ids),
      members: await this.boards.membersOf(ids),
      reviews,
      packs: await this.packs.ofReviews(reviews.map((review) => review.id)),
      runs: reachesOrganisation(reachOf(account, 'reviews.run'), id),
    });
    this.pages.show(request, response, 'overview/organisation-board', page);
  }
}
