import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { readEnvironment } from './config/environment.js';
import { writerOptions } from './database/data-source-options.js';
import { schema } from './schema.js';

/** For TypeORM's own command line: `typeorm migration:show -d dist/src/data-source.js`. */
export const dataSource = new DataSource(writerOptions(readEnvironment(process.env).database, schema));
