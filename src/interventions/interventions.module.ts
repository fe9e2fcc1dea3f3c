import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { AftercareService } from './aftercare.service.js';
import { InterventionsStore } from './data/interventions.store.js';
import { WarningsAndHelpStore } from './data/warnings-and-help.store.js';
import { EarlyHelpService } from './early-help.service.js';
import { InterventionsService } from './interventions.service.js';

@Module({
  imports: [AccessModule, SourcesModule],
  providers: [InterventionsService, EarlyHelpService, AftercareService, InterventionsStore, WarningsAndHelpStore],
  exports: [InterventionsService, EarlyHelpService, AftercareService],
})
export class InterventionsModule {}
