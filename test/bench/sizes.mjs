/** How many rows each table of a database has, as one line of JSON: `node test/bench/sizes.mjs DATABASE`. */
import { openService } from './service.mjs';

const service = await openService(process.argv[2], { caseLibrary: true });
const sizes = {};
for (const { tableName } of service.database.writer.entityMetadatas) {
  const [{ n }] = await service.database.reader.query(`SELECT count(*) AS n FROM "${tableName}"`);
  sizes[tableName] = Number(n);
}
await service.close();
process.stdout.write(`${JSON.stringify(sizes)}\n`);
