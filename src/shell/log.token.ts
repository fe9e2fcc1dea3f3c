import type { Logger } from 'pino';

/** The log as a thing that can be asked for. */
export class Log {
  constructor(readonly to: Logger) {}
}
