import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { AddingFromSheetsService } from './adding-from-sheets.service.js';
import { ForecastQueries } from './data/forecast.queries.js';
import { PlanImportsQueries } from './data/plan-imports.queries.js';
import { PlanImportsStore } from './data/plan-imports.store.js';
import { ForecastController } from './pages/forecast.controller.js';
import { ImportDesk } from './pages/import-desk.js';
import { PlanImportStepsController } from './pages/plan-import-steps.controller.js';
import { PlanImportsController } from './pages/plan-imports.controller.js';
import { PlansModule } from './plans.module.js';
import { SheetImportsService } from './sheet-imports.service.js';

/** Bringing a plan in from a spreadsheet, and what its record says of the dates to come. */
@Module({
  imports: [AccessModule, PlansModule],
  controllers: [PlanImportsController, PlanImportStepsController, ForecastController],
  providers: [
    SheetImportsService,
    AddingFromSheetsService,
    PlanImportsStore,
    PlanImportsQueries,
    ForecastQueries,
    ImportDesk,
  ],
  exports: [SheetImportsService, AddingFromSheetsService, ForecastQueries],
})
export class PlanSheetsModule {}
