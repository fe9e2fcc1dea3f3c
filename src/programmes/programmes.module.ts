import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { OfficeModule } from '../office/office.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { ProgrammeIndexQueries } from './data/programme-index.queries.js';
import { ProgrammesQueries } from './data/programmes.queries.js';
import { ProgrammesStore } from './data/programmes.store.js';
import { ProgrammesController } from './pages/programmes.controller.js';
import { ProgrammeIndexService } from './programme-index.service.js';
import { ProgrammesService } from './programmes.service.js';

@Module({
  imports: [AccessModule, OfficeModule, SourcesModule],
  controllers: [ProgrammesController],
  providers: [ProgrammesQueries, ProgrammesStore, ProgrammesService, ProgrammeIndexQueries, ProgrammeIndexService],
  exports: [ProgrammesQueries, ProgrammesService],
})
export class ProgrammesModule {}
