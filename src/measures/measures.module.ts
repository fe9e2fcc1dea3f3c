import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { MeasurePagesQueries } from './data/measure-pages.queries.js';
import { MeasuresStore } from './data/measures.store.js';
import { DisclosureCheckService } from './disclosure-check.service.js';
import { MeasureReadingService } from './measure-reading.service.js';
import { MeasuresService } from './measures.service.js';
import { MeasuresController } from './pages/measures.controller.js';

@Module({
  imports: [AccessModule, SourcesModule],
  controllers: [MeasuresController],
  providers: [MeasuresService, MeasuresStore, MeasurePagesQueries, MeasureReadingService, DisclosureCheckService],
  exports: [MeasuresService, MeasureReadingService, DisclosureCheckService],
})
export class MeasuresModule {}
