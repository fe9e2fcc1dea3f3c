import { Module } from '@nestjs/common';
import { RecoveryQueries } from './data/recovery.queries.js';
import { RecoveryApiController } from './pages/recovery-api.controller.js';
import { RecoveryController } from './pages/recovery.controller.js';
import { RecoveryDesk } from './pages/recovery-desk.js';

@Module({
  controllers: [RecoveryController, RecoveryApiController],
  providers: [RecoveryQueries, RecoveryDesk],
})
export class ResearchModule {}
