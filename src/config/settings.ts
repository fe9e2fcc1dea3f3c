import type { Environment } from './environment.js';

/** The environment as a thing that can be asked for. */
export class Settings {
  constructor(readonly values: Environment) {}
}
