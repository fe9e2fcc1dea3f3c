import { PutManyRecordsIntoTheSearchAfterwards1772400000000 } from '../migrations/1772400000000-put-many-records-into-the-search-afterwards.js';
import { KeepWhenRecordChecksWereSeen1772110000000 } from '../migrations/1772110000000-keep-when-record-checks-were-seen.js';
import { BringPublicationsInThroughTheWeb1771100000000 } from '../migrations/1771100000000-bring-publications-in-through-the-web.js';
import { CodeCasesByTwo1771210000000 } from '../migrations/1771210000000-code-cases-by-two.js';
import { KeepComparisons1771200000000 } from '../migrations/1771200000000-keep-comparisons.js';
import { HoldSignalsAgainstLimits1770000000000 } from '../migrations/1770000000000-hold-signals-against-limits.js';
import { BringPlansInFromSpreadsheets1769200000000 } from '../migrations/1769200000000-bring-plans-in-from-spreadsheets.js';
import { TieDecisionsToWhatPeersFound1772100000000 } from '../migrations/1772100000000-tie-decisions-to-what-peers-found.js';
import { KeepWhatSignalsSayInPublic1771601000000 } from '../migrations/1771601000000-keep-what-signals-say-in-public.js';
import { KeepByWhenSharedLearningIsLookedAtAgain1771600000000 } from '../migrations/1771600000000-keep-by-when-shared-learning-is-looked-at-again.js';
import { PublishPlansAndEndInvitations1770600000000 } from '../migrations/1770600000000-publish-plans-and-end-invitations.js';
import { MakeTheRecord1767225600000 } from '../migrations/1767225600000-make-the-record.js';
import { AddTheSearchIndex1767312000000 } from '../migrations/1767312000000-add-the-search-index.js';
import { TellWhatAnInspectionSpeaksOf1767398400000 } from '../migrations/1767398400000-tell-what-an-inspection-speaks-of.js';
import { TellWhenAWatchEnds1767484800000 } from '../migrations/1767484800000-tell-when-a-watch-ends.js';
import { FindWhatRestsOnASourceInOrder1767657600000 } from '../migrations/1767657600000-find-what-rests-on-a-source-in-order.js';
import { TellWhichPartAJudgementNames1767744000000 } from '../migrations/1767744000000-tell-which-part-a-judgement-names.js';
import { FindWhatTheLibraryTellsByItsKind1767830400000 } from '../migrations/1767830400000-find-what-the-library-tells-by-its-kind.js';
import { OpenTheOffice1768300000000 } from '../migrations/1768300000000-open-the-office.js';
import { WriteCaseSummaries1768520000000 } from '../migrations/1768520000000-write-case-summaries.js';
import { TakeReportsOfMistakes1768510000000 } from '../migrations/1768510000000-take-reports-of-mistakes.js';
import { FindTheTrailOfAnObject1768500000000 } from '../migrations/1768500000000-find-the-trail-of-an-object.js';
import { LetPeopleSignIn1768000000000 } from '../migrations/1768000000000-let-people-sign-in.js';
import { GiveInspectorsAWorkspace1768100000000 } from '../migrations/1768100000000-give-inspectors-a-workspace.js';
import { KnowAFormThatIsSentTwice1768900000000 } from '../migrations/1768900000000-know-a-form-that-is-sent-twice.js';
import { RunACase1768200000000 } from '../migrations/1768200000000-run-a-case.js';
import { SendLetters1768310000000 } from '../migrations/1768310000000-send-letters.js';
import { LetAllBeFound1768320000000 } from '../migrations/1768320000000-let-all-be-found.js';
import { ReadDeadlinesInACalendar1768330000000 } from '../migrations/1768330000000-read-deadlines-in-a-calendar.js';
import { GuardTheWayIn1768400000000 } from '../migrations/1768400000000-guard-the-way-in.js';
import { MeasureWhatHappens1768600000000 } from '../migrations/1768600000000-measure-what-happens.js';
import { WriteToWatchersAndLookAfterTheService1768340000000 } from '../migrations/1768340000000-write-to-watchers-and-look-after-the-service.js';
import { HoldWhatMustBeKept1768350000000 } from '../migrations/1768350000000-hold-what-must-be-kept.js';
import { FindNamesByTheirBeginning1768360000000 } from '../migrations/1768360000000-find-names-by-their-beginning.js';
import { WriteWhatAnotherPublishes1769410000000 } from '../migrations/1769410000000-write-what-another-publishes.js';
import { TellWhoCheckedASource1769400000000 } from '../migrations/1769400000000-tell-who-checked-a-source.js';
import { LetAdministratorsWriteScalesAndRules1770500000000 } from '../migrations/1770500000000-let-administrators-write-scales-and-rules.js';
import { AddFrameworkVersionsByHand1768710000000 } from '../migrations/1768710000000-add-framework-versions-by-hand.js';
import { HoldBoardsAndTheirMeetings1769100000000 } from '../migrations/1769100000000-hold-boards-and-their-meetings.js';
import { KeepMinutesAndPacks1769110000000 } from '../migrations/1769110000000-keep-minutes-and-packs.js';
import { LetBodiesJudgeThemselves1769301000000 } from '../migrations/1769301000000-let-bodies-judge-themselves.js';
import { LetBoardsKeepMeasures1769300000000 } from '../migrations/1769300000000-let-boards-keep-measures.js';
import { FindPublicBoards1769120000000 } from '../migrations/1769120000000-find-public-boards.js';

/** Every step from an empty database to this version, in order. */
import { FindWhoHearsAndWhatWasAdapted1770300100000 } from '../migrations/1770300100000-find-who-hears-and-what-was-adapted.js';
import { HearConcernsAndShareLearning1770300000000 } from '../migrations/1770300000000-hear-concerns-and-share-learning.js';
import { FollowAPlan1769000000000 } from '../migrations/1769000000000-follow-a-plan.js';
import { LetBoardsAssessTheLessons1770400000000 } from '../migrations/1770400000000-let-boards-assess-the-lessons.js';
import { CountWhatIsBesideTheRecord1771500000000 } from '../migrations/1771500000000-count-what-is-beside-the-record.js';
import { TellOfPracticeThatTravels1771400000000 } from '../migrations/1771400000000-tell-of-practice-that-travels.js';
import { FreezeCohorts1771300000000 } from '../migrations/1771300000000-freeze-cohorts.js';
import { FindEpisodesAndBodiesOfACountry1772600000000 } from '../migrations/1772600000000-find-episodes-and-bodies-of-a-country.js';
import { LetProgramsReadByTokens1772300000000 } from '../migrations/1772300000000-let-programs-read-by-tokens.js';
import { TellPeopleOfTokensThatEnd1772700000000 } from '../migrations/1772700000000-tell-people-of-tokens-that-end.js';
import { FindTheFailureThatCameAfter1773200000000 } from '../migrations/1773200000000-find-the-failure-that-came-after.js';
import { KnowTheWordsThatAreIndexed1773300000000 } from '../migrations/1773300000000-know-the-words-that-are-indexed.js';
import { ListWhatAnImportMadeByReference1773400000000 } from '../migrations/1773400000000-list-what-an-import-made-by-reference.js';
import { TellWhatProgrammesOffer1773100000000 } from '../migrations/1773100000000-tell-what-programmes-offer.js';
import { FindBodiesByTheirLatestJudgement1772900000000 } from '../migrations/1772900000000-find-bodies-by-their-latest-judgement.js';
import { FindTheNewestEntriesOfAKind1772910000000 } from '../migrations/1772910000000-find-the-newest-entries-of-a-kind.js';
import { KeepVersionsOfComparisons1773000000000 } from '../migrations/1773000000000-keep-versions-of-comparisons.js';

export const migrations = [
  MakeTheRecord1767225600000,
  AddTheSearchIndex1767312000000,
  TellWhatAnInspectionSpeaksOf1767398400000,
  TellWhenAWatchEnds1767484800000,
  FindWhatRestsOnASourceInOrder1767657600000,
  TellWhichPartAJudgementNames1767744000000,
  FindWhatTheLibraryTellsByItsKind1767830400000,
  OpenTheOffice1768300000000,
  LetPeopleSignIn1768000000000,
  GiveInspectorsAWorkspace1768100000000,
  KnowAFormThatIsSentTwice1768900000000,
  FindTheTrailOfAnObject1768500000000,
  RunACase1768200000000,
  SendLetters1768310000000,
  LetAllBeFound1768320000000,
  ReadDeadlinesInACalendar1768330000000,
  TakeReportsOfMistakes1768510000000,
  GuardTheWayIn1768400000000,
  MeasureWhatHappens1768600000000,
  WriteToWatchersAndLookAfterTheService1768340000000,
  HoldWhatMustBeKept1768350000000,
  FindNamesByTheirBeginning1768360000000,
  WriteCaseSummaries1768520000000,
  AddFrameworkVersionsByHand1768710000000,
  TellWhoCheckedASource1769400000000,
  HoldBoardsAndTheirMeetings1769100000000,
  KeepMinutesAndPacks1769110000000,
  FindPublicBoards1769120000000,
  WriteWhatAnotherPublishes1769410000000,
  LetBoardsKeepMeasures1769300000000,
  LetBodiesJudgeThemselves1769301000000,
  FollowAPlan1769000000000,
  BringPlansInFromSpreadsheets1769200000000,
  HearConcernsAndShareLearning1770300000000,
  FindWhoHearsAndWhatWasAdapted1770300100000,
  LetBoardsAssessTheLessons1770400000000,
  PublishPlansAndEndInvitations1770600000000,
  HoldSignalsAgainstLimits1770000000000,
  LetAdministratorsWriteScalesAndRules1770500000000,
  KeepByWhenSharedLearningIsLookedAtAgain1771600000000,
  CountWhatIsBesideTheRecord1771500000000,
  TellOfPracticeThatTravels1771400000000,
  BringPublicationsInThroughTheWeb1771100000000,
  KeepComparisons1771200000000,
  FreezeCohorts1771300000000,
  KeepWhatSignalsSayInPublic1771601000000,
  CodeCasesByTwo1771210000000,
  LetProgramsReadByTokens1772300000000,
  FindEpisodesAndBodiesOfACountry1772600000000,
  TieDecisionsToWhatPeersFound1772100000000,
  KeepWhenRecordChecksWereSeen1772110000000,
  PutManyRecordsIntoTheSearchAfterwards1772400000000,
  TellPeopleOfTokensThatEnd1772700000000,
  TellWhatProgrammesOffer1773100000000,
  FindBodiesByTheirLatestJudgement1772900000000,
  FindTheNewestEntriesOfAKind1772910000000,
  KeepVersionsOfComparisons1773000000000,
  FindTheFailureThatCameAfter1773200000000,
  KnowTheWordsThatAreIndexed1773300000000,
  ListWhatAnImportMadeByReference1773400000000,
];
