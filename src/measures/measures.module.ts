import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { PlansModule } from '../plans/plans.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { MeasurePagesQueries } from './data/measure-pages.queries.js';
import { MeasuresStore } from './data/measures.store.js';
import { DisclosureCheckService } from './disclosure-check.service.js';
import { MeasureReadingService } from './measure-reading.service.js';
import { EnteringValuesService } from './entering-values.service.js';
import { KeepingMeasuresService } from './keeping-measures.service.js';
import { MeasureDecisionsService } from './measure-decisions.service.js';
import { MeasureKeepingQueries } from './data/keeping.queries.js';
import { MeasureKeepingStore } from './data/keeping.store.js';
import { MeasuresService } from './measures.service.js';
import { DecideMeasureController } from './pages/decide-measure.controller.js';
import { UploadValuesController } from './pages/upload-values.controller.js';
import { EnterValuesController } from './pages/enter-values.controller.js';
import { KeepMeasureController } from './pages/keep-measure.controller.js';
import { MeasuresController } from './pages/measures.controller.js';

@Module({
  imports: [AccessModule, PlansModule, SourcesModule],
  controllers: [
    KeepMeasureController,
    EnterValuesController,
    UploadValuesController,
    DecideMeasureController,
    MeasuresController,
  ],
  providers: [
    MeasuresService,
    MeasuresStore,
    MeasurePagesQueries,
    MeasureReadingService,
    DisclosureCheckService,
    MeasureKeepingQueries,
    MeasureKeepingStore,
    KeepingMeasuresService,
    EnteringValuesService,
    MeasureDecisionsService,
  ],
  exports: [MeasuresService, MeasurePagesQueries, MeasureReadingService, DisclosureCheckService, MeasureKeepingQueries],
})
export class MeasuresModule {}
