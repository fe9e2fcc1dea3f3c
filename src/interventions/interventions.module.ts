import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { OfficeModule } from '../office/office.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { AftercareService } from './aftercare.service.js';
import { CaseWorkQueries } from './data/case-work.queries.js';
import { CaseWorkStore } from './data/case-work.store.js';
import { InterventionsStore } from './data/interventions.store.js';
import { StepRequestsStore } from './data/step-requests.store.js';
import { WarningsAndHelpStore } from './data/warnings-and-help.store.js';
import { EarlyHelpService } from './early-help.service.js';
import { EventsService } from './events.service.js';
import { ExitService } from './exit.service.js';
import { InterventionNews } from './intervention-news.js';
import { InterventionsService } from './interventions.service.js';
import { PeerHelpService } from './peer-help.service.js';
import { StepRequestsService } from './step-requests.service.js';
import { CorrectionsStore } from './data/corrections.store.js';
import { WithdrawalsStore } from './data/withdrawals.store.js';
import { CorrectingFactsService } from './correcting-facts.service.js';
import { WithdrawingFactsService } from './withdrawing-facts.service.js';
import { SupportTriggersService } from './support-triggers.service.js';
import { VaryingInterventionsService } from './varying-interventions.service.js';

const offered = [
  InterventionsService,
  VaryingInterventionsService,
  StepRequestsService,
  ExitService,
  EarlyHelpService,
  PeerHelpService,
  SupportTriggersService,
  AftercareService,
  EventsService,
  CorrectingFactsService,
  WithdrawingFactsService,
  InterventionNews,
  CaseWorkQueries,
];

@Module({
  imports: [AccessModule, OfficeModule, SourcesModule],
  providers: [
    ...offered,
    CorrectionsStore,
    WithdrawalsStore,
    InterventionsStore,
    StepRequestsStore,
    WarningsAndHelpStore,
    CaseWorkStore,
  ],
  exports: offered,
})
export class InterventionsModule {}
