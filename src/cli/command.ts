import type { INestApplicationContext } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Environment } from '../config/environment.js';

/** What a command says to the person at the terminal. */
export type Terminal = {
  readonly say: (line: string) => void;
  /** A line that is written over itself, on a terminal only. */
  readonly progress: (line: string) => void;
};

/** What the person must put right, in one sentence. */
export class CommandRefusal extends Error {}

export type Command = {
  readonly name: string;
  readonly usage: string;
  readonly purpose: string;
  /** True for a command that looks at a database as it is: none is made, and none is taken to a newer version. */
  readonly asItIs?: boolean;
  /** Answers the exit code. Throws `CommandRefusal` with one sentence when it cannot be done. */
  readonly run: (app: INestApplicationContext, words: readonly string[], terminal: Terminal) => Promise<number>;
};

/** A command that opens what it needs itself: it works on another database than the one that is set. */
export type LoneCommand = Pick<Command, 'name' | 'usage' | 'purpose'> & {
  readonly runAlone: (
    platform: { readonly environment: Environment; readonly log: Logger },
    words: readonly string[],
    terminal: Terminal,
  ) => Promise<number>;
};
