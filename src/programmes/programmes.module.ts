import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { OfficeModule } from '../office/office.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { ProgrammeKeepingQueries } from './data/programme-keeping.queries.js';
import { ProgrammeIndexQueries } from './data/programme-index.queries.js';
import { ProgrammesQueries } from './data/programmes.queries.js';
import { ProgrammesStore } from './data/programmes.store.js';
import { ProgrammesController } from './pages/programmes.controller.js';
import { ProgrammeIndexService } from './programme-index.service.js';
import { PuttingRightService } from './putting-right.service.js';
import { ProgrammesService } from './programmes.service.js';

@Module({
  imports: [AccessModule, OfficeModule, SourcesModule],
  controllers: [ProgrammesController],
  providers: [
    ProgrammeKeepingQueries,
    PuttingRightService,
    ProgrammesQueries,
    ProgrammesStore,
    ProgrammesService,
    ProgrammeIndexQueries,
    ProgrammeIndexService,
  ],
  exports: [ProgrammeKeepingQueries, PuttingRightService, ProgrammesQueries, ProgrammesService],
})
export class ProgrammesModule {}
