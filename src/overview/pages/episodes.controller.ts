import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Actor } from '../../access/audit.service.js';
import { may, reachesOrganisation, reachOf } from '../../access/domain/account.js';
import { Settings } from '../../config/settings.js';
import { CaseSummariesQueries } from '../../episodes/data/case-summaries.queries.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { Clock } from '../../kernel/clock.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { Allow, CurrentActor } from '../../shell/allow.js';
import { readKnownOn } from '../../shell/as-known.js';
import { sendCsv } from '../../shell/csv.js';
import { Pages } from '../../shell/pages.js';
import { CorrectionRequestsQueries } from '../../sources/data/correction-requests.queries.js';
import { bodiesOf } from '../domain/case-facts.js';
import { DossierService } from '../dossier.service.js';
import { MeasuredService, valueIdsOf } from '../measured.service.js';
import { ManagedCasesService } from '../managed-cases.service.js';
import type { EpisodePageInput } from './case-input.page.js';
import { publishedSummary } from './case-summary.page.js';
import { caseSummaryPaths } from './case-summary.paths.js';
import { correctionsPart, mostReports } from './corrections.page.js';
import { episodeCsv, episodePage, episodeTableCsv } from './episode.page.js';
import { unknownThenPage } from './unknown-then.page.js';

type Asked = Readonly<Record<string, unknown>>;

/** The public page of one case. */
@Controller('episodes')
export class EpisodesController {
  constructor(
    private readonly dossiers: DossierService,
    private readonly reported: CorrectionRequestsQueries,
    private readonly measured: MeasuredService,
    private readonly managed: ManagedCasesService,
    private readonly summaries: CaseSummariesQueries,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get(':ref.csv')
  @Allow('everyone')
  async csv(@Param('ref') ref: string, @Query() query: Asked, @Res() response: Response) {
    const { input } = await this.#read(ref, query);
    if (!input) throw new NotFoundException();
    sendCsv(response, `${ref}.csv`, episodeCsv(input));
  }

  @Get(':ref/:table.csv')
  @Allow('everyone')
  async tableCsv(
    @Param('ref') ref: string,
    @Param('table') table: string,
    @Query() query: Asked,
    @Res() response: Response,
  ) {
    const { input } = await this.#read(ref, query);
    const text = input && episodeTableCsv(input, table);
    if (!text) throw new NotFoundException();
    sendCsv(response, `${ref}-${table}.csv`, text);
  }

  @Get(':ref')
  @Allow('everyone')
  async show(
    @CurrentActor() actor: Actor,
    @Param('ref') ref: string,
    @Query() query: Asked,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const { input, about, known } = await this.#read(ref, query);
    if (!input) return this.pages.show(request, response, 'overview/unknown-then', unknownThenPage(about, known));
    const manages = actor.account ? (await this.managed.byRef(actor, ref)) !== null : false;
    const reports = correctionsPart(await this.reported.about('failure_episode', ref, mostReports + 1));
    const words = publishedSummary(await this.summaries.publishedOf(ref));
    const mayWrite = reachesOrganisation(
      reachOf(actor.account ?? null, 'case_summaries.write'),
      input.episode.organisationId,
    );
    const editHref = mayWrite ? caseSummaryPaths.show(ref) : null;
    const codes = actor.account ? may(actor.account, 'codings.write') : false;
    const page = { ...episodePage({ ...input, manages, codes }), words, reports, editHref };
    this.pages.show(request, response, 'overview/episode', page);
  }

  async #read(ref: string, query: Asked) {
    const today = this.clock.today();
    const known = readKnownOn(query, today);
    let measures: EpisodePageInput['measures'] = [];
    const read = await this.dossiers.ofEpisode(
      ref,
      { knownOn: known.ok ? known.value : null, today },
      async ({ episodes }) => {
        const told = episodes.find((one) => one.ref === ref);
        measures = told ? await this.measured.seriesOf(bodiesOf(told)) : [];
        return valueIdsOf(measures);
      },
    );
    if (!read) throw new NotFoundException();
    const { self } = read.dossier;
    const organisation = { text: self.name, href: organisationPaths.show(self.slug) };
    const about = { what: `Episode ${ref}`, path: episodePaths.show(ref), organisation };
    const episode = read.dossier.episodes.find((one) => one.ref === ref);
    if (!episode) return { input: null, about, known };
    const input: EpisodePageInput = {
      ...read,
      measures,
      today,
      known,
      episode,
      publicUrl: this.settings.values.publicUrl,
    };
    return { input, about, known };
  }
}
