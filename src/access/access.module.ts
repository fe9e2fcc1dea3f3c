import { Module } from '@nestjs/common';
import { AccountsService } from './accounts.service.js';
import { AuditModule } from './audit.module.js';
import { AccountsQueries } from './data/accounts.queries.js';
import { AccountsStore } from './data/accounts.store.js';
import { SentFormsStore } from './data/sent-forms.store.js';
import { SessionsQueries } from './data/sessions.queries.js';
import { SessionsStore } from './data/sessions.store.js';
import { SignInController } from './pages/sign-in.controller.js';
import { PasswordsService } from './passwords.service.js';
import { SentFormsService } from './sent-forms.service.js';
import { SessionsService } from './sessions.service.js';
import { SigningInService } from './signing-in.service.js';

@Module({
  imports: [AuditModule],
  controllers: [SignInController],
  providers: [
    AccountsService,
    AccountsQueries,
    AccountsStore,
    SessionsService,
    SessionsQueries,
    SessionsStore,
    SentFormsStore,
    SentFormsService,
    PasswordsService,
    SigningInService,
  ],
  exports: [AuditModule, AccountsService, AccountsQueries, SessionsService, SentFormsService],
})
export class AccessModule {}
