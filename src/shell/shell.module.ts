import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AccessModule } from '../access/access.module.js';
import { AccessGuard } from './access.guard.js';
import { AssetStore } from './asset-store.js';
import { CostlyGuard } from './costly.guard.js';
import { CsrfGuard } from './csrf.guard.js';
import { ErrorPageFilter } from './error-page.filter.js';
import { InTurnInterceptor } from './in-turn.interceptor.js';
import { OnceInterceptor } from './once.interceptor.js';
import { Pages } from './pages.js';
import { ReadsInterceptor } from './reads.interceptor.js';
import { SharedPages } from './shared-pages.js';
import { Turns } from './turns.js';

@Global()
@Module({
  imports: [AccessModule],
  providers: [
    AssetStore,
    Pages,
    SharedPages,
    Turns,
    { provide: APP_GUARD, useClass: CsrfGuard },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_GUARD, useClass: CostlyGuard },
    { provide: APP_INTERCEPTOR, useClass: InTurnInterceptor },
    { provide: APP_INTERCEPTOR, useClass: OnceInterceptor },
    { provide: APP_INTERCEPTOR, useClass: ReadsInterceptor },
    { provide: APP_FILTER, useClass: ErrorPageFilter },
  ],
  exports: [AssetStore, Pages, SharedPages, Turns],
})
export class ShellModule {}
