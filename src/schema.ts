import { entities } from './entities.js';
import { migrations } from './migrations.js';

/** The tables of the record and how they came to be, for whoever opens the database. */
export const schema = { entities, migrations };
