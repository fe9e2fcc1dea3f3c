import { Module } from '@nestjs/common';
import { SearchQueries } from './data/search.queries.js';
import { SearchStore } from './data/search.store.js';
import { SearchService } from './search.service.js';

@Module({
  providers: [SearchService, SearchStore, SearchQueries],
  exports: [SearchService, SearchQueries],
})
export class OfficeModule {}
