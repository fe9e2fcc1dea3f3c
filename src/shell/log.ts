import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

/** One line of JSON for each thing worth telling, on the error stream. */
export const openLog = (level: string): Logger =>
  pino({ level, base: null, redact: ['req.headers.cookie', 'req.headers.authorization'] }, pino.destination(2));

/** Lets the framework write to the same log. */
export class FrameworkLog implements LoggerService {
  constructor(private readonly to: Logger) {}

  log(message: unknown, ...context: unknown[]): void {
    this.to.debug({ context }, String(message));
  }

  /** An address that cannot be listened on is told by whoever starts the service, in a sentence. */
  error(message: unknown, ...context: unknown[]): void {
    const isTold = /\b(EADDRINUSE|EACCES)\b/.test(String(message));
    this.to[isTold ? 'debug' : 'error']({ context }, String(message));
  }

  warn(message: unknown, ...context: unknown[]): void {
    this.to.warn({ context }, String(message));
  }

  debug(message: unknown, ...context: unknown[]): void {
    this.to.debug({ context }, String(message));
  }
}
