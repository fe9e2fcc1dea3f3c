import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { OfficeModule } from '../office/office.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { BodiesQueries } from './data/bodies.queries.js';
import { EditingQueries } from './data/editing.queries.js';
import { HeadcountsQueries } from './data/headcounts.queries.js';
import { HeadcountsStore } from './data/headcounts.store.js';
import { LineageQueries } from './data/lineage.queries.js';
import { OrganisationMatchingQueries } from './data/organisation-matching.queries.js';
import { OrganisationsStore } from './data/organisations.store.js';
import { DescribingOrganisationsService } from './describing-organisations.service.js';
import { EditingOrganisationsService } from './editing-organisations.service.js';
import { HeadcountsService } from './headcounts.service.js';
import { OrganisationIndexService } from './organisation-index.service.js';
import { OrganisationNews } from './organisation-news.js';
import { OrganisationsService } from './organisations.service.js';
import { EditingController } from './pages/editing.controller.js';
import { HeadcountsController } from './pages/headcounts.controller.js';

@Module({
  imports: [AccessModule, OfficeModule, SourcesModule],
  controllers: [EditingController, HeadcountsController],
  providers: [
    OrganisationsService,
    EditingOrganisationsService,
    EditingQueries,
    DescribingOrganisationsService,
    OrganisationIndexService,
    OrganisationNews,
    OrganisationsStore,
    OrganisationMatchingQueries,
    LineageQueries,
    BodiesQueries,
    HeadcountsService,
    HeadcountsStore,
    HeadcountsQueries,
  ],
  exports: [
    HeadcountsService,
    HeadcountsQueries,
    BodiesQueries,
    OrganisationsService,
    DescribingOrganisationsService,
    OrganisationNews,
    OrganisationMatchingQueries,
    LineageQueries,
  ],
})
export class OrganisationsModule {}
