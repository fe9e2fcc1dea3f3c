import { Module } from '@nestjs/common';
import { AccessNews } from './access-news.js';
import { AccountsService } from './accounts.service.js';
import { ApiTokensService } from './api-tokens.service.js';
import { AuditModule } from './audit.module.js';
import { AuthorityService } from './authority.service.js';
import { AskingForLinksService } from './asking-for-links.service.js';
import { ChoosingPasswordsService } from './choosing-passwords.service.js';
import { AccountsQueries } from './data/accounts.queries.js';
import { AccountsStore } from './data/accounts.store.js';
import { ApiTokensQueries } from './data/api-tokens.queries.js';
import { ApiTokensStore } from './data/api-tokens.store.js';
import { SentFormsStore } from './data/sent-forms.store.js';
import { GuessesStore } from './data/guesses.store.js';
import { KeptFormsQueries } from './data/kept-forms.queries.js';
import { KeptFormsStore } from './data/kept-forms.store.js';
import { LinksQueries } from './data/links.queries.js';
import { LinksStore } from './data/links.store.js';
import { OutsideIdentitiesStore } from './data/outside-identities.store.js';
import { SecondFactorsQueries } from './data/second-factors.queries.js';
import { SecondFactorsStore } from './data/second-factors.store.js';
import { SessionsQueries } from './data/sessions.queries.js';
import { SessionsStore } from './data/sessions.store.js';
import { GrantingService } from './granting.service.js';
import { GuessingService } from './guessing.service.js';
import { KeptFormsService } from './kept-forms.service.js';
import { ManagingAccountsService } from './managing-accounts.service.js';
import { OneTimeLinksService } from './one-time-links.service.js';
import { OwnAccountController } from './pages/account.controller.js';
import { AllTokensController } from './pages/all-tokens.controller.js';
import { AnswersController } from './pages/answers.controller.js';
import { LinksController } from './pages/links.controller.js';
import { SecondFactorController } from './pages/second-factor.controller.js';
import { SecurityTextController } from './pages/security-text.controller.js';
import { SetUpController } from './pages/set-up.controller.js';
import { SignInStepsController } from './pages/sign-in-steps.controller.js';
import { SignInController } from './pages/sign-in.controller.js';
import { TokensController } from './pages/tokens.controller.js';
import { ViewAsEndingController } from './pages/view-as-ending.controller.js';
import { WayIn } from './pages/way-in.js';
import { PasswordRulesService } from './password-rules.service.js';
import { PasswordsService } from './passwords.service.js';
import { SentFormsService } from './sent-forms.service.js';
import { SealingService } from './sealing.service.js';
import { SecondFactorsService } from './second-factors.service.js';
import { SessionsService } from './sessions.service.js';
import { SettingUpService } from './setting-up.service.js';
import { SigningInService } from './signing-in.service.js';
import { SingleSignOnService } from './single-sign-on.service.js';
import { ViewingAsService } from './viewing-as.service.js';

@Module({
  imports: [AuditModule],
  controllers: [
    SignInController,
    SignInStepsController,
    SetUpController,
    LinksController,
    OwnAccountController,
    SecondFactorController,
    AnswersController,
    TokensController,
    AllTokensController,
    ViewAsEndingController,
    SecurityTextController,
  ],
  providers: [
    AccessNews,
    AccountsService,
    AccountsQueries,
    AccountsStore,
    AuthorityService,
    ApiTokensService,
    ApiTokensQueries,
    ApiTokensStore,
    SessionsService,
    SessionsQueries,
    SessionsStore,
    SentFormsStore,
    SentFormsService,
    PasswordsService,
    PasswordRulesService,
    ChoosingPasswordsService,
    SealingService,
    GuessingService,
    GuessesStore,
    OneTimeLinksService,
    AskingForLinksService,
    LinksQueries,
    LinksStore,
    SettingUpService,
    SecondFactorsService,
    SecondFactorsQueries,
    SecondFactorsStore,
    SigningInService,
    SingleSignOnService,
    OutsideIdentitiesStore,
    KeptFormsService,
    KeptFormsQueries,
    KeptFormsStore,
    ManagingAccountsService,
    GrantingService,
    ViewingAsService,
    WayIn,
  ],
  exports: [
    SealingService,
    AccessNews,
    AuditModule,
    AccountsService,
    AccountsQueries,
    SessionsService,
    ApiTokensService,
    GuessingService,
    SecondFactorsService,
    SecondFactorsQueries,
    KeptFormsService,
    ManagingAccountsService,
    GrantingService,
    ViewingAsService,
    LinksQueries,
    SettingUpService,
    SentFormsService,
  ],
})
export class AccessModule {}
