import { Global, Module } from '@nestjs/common';
import { RecordedDecisions } from '../measures/recorded-decisions.service.js';
import { BoardsModule } from './boards.module.js';
import { DecisionsOfBodiesService } from './decisions-of-bodies.service.js';

/** Answers the rungs below that must name a decision and know no board. Global, since they cannot import it. */
@Global()
@Module({
  imports: [BoardsModule],
  providers: [{ provide: RecordedDecisions, useClass: DecisionsOfBodiesService }],
  exports: [RecordedDecisions],
})
export class DecisionsOfBodiesModule {}
