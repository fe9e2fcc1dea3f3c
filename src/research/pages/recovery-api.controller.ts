import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Allow } from '../../shell/allow.js';
import { Costly } from '../../shell/costly.guard.js';
import { refusedFor } from '../../shell/bearer-door.js';
import { isHeld } from '../../shell/json-answer.js';
import { readRecovery } from '../domain/recovery-reading.js';
import { RecoveryDesk } from './recovery-desk.js';
import { recoveryAnswer } from './recovery-json.page.js';
import { type Asked, readQuestion, unknownParameters } from './recovery-question.js';
import { researchPaths } from './research.paths.js';

/** The figures of the page for machines. A question that makes no sense is refused: nobody would read a note. */
@Controller('api/v1/research')
export class RecoveryApiController {
  constructor(private readonly desk: RecoveryDesk) {}

  @Get('recovery')
  @Allow('everyone')
  @Costly(1)
  async recovery(@Query() query: Asked, @Req() request: Request, @Res() response: Response): Promise<void> {
    if (refusedFor('record', request, response)) return;
    const { record } = await this.desk.open();
    const { filters, notes } = readQuestion(record, query);
    const unknown = unknownParameters(filters, query);
    if (unknown.length > 0 || notes.length > 0) {
      response.setHeader('Cache-Control', 'no-store');
      response.status(400).json({
        error: {
          code: unknown.length > 0 ? 'unknown-parameter' : 'value-not-understood',
          messages: [
            ...unknown.map(
              (name) => `There is no parameter “${name.slice(0, 40)}”. There are: ${Object.keys(filters).join(', ')}.`,
            ),
            ...notes,
          ],
          documentation: researchPaths.forMachines(),
        },
      });
      return;
    }
    await this.desk.answer(
      { as: 'json', query, response },
      ({ cases, question, values }) => JSON.stringify(recoveryAnswer(readRecovery(cases, question), values, cases)),
      (text) => {
        if (!isHeld(request, response, text)) response.type('application/json').send(text);
      },
    );
  }
}
