import { formatDay, formatList, formatMoment } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import type { Link } from '../../shell/links.js';
import type { SummaryList } from '../../shell/parts.js';
import type { SessionRow } from '../../access/data/account.row.js';
import type { Account } from '../../access/domain/account.js';
import { roleWords } from '../../access/domain/role-words.js';
import { type Role, roleNames } from '../../access/domain/roles.js';
import type { SecondFactorState } from '../../access/second-factors.service.js';
import { accessPaths } from '../../access/pages/access.paths.js';

export type AccountPage = PageFacts & {
  readonly about: SummaryList;
  readonly nameHref: string;
  readonly passwordHref: string;
  readonly roles: readonly { readonly title: string; readonly words: string }[];
  readonly noRoles: boolean;
  readonly secondFactor: { readonly text: string; readonly link: Link };
  readonly sessions: readonly {
    readonly device: string;
    readonly words: string;
    readonly isThis: boolean;
    readonly endHref: string;
  }[];
  readonly endAllHref: string;
  readonly tokens: { readonly text: string; readonly link: Link };
  readonly answers: Link | null;
  /** What has just been done. */
  readonly done: string | null;
};

export type BoundNames = ReadonlyMap<string, string>;

type Known = {
  readonly account: Account;
  readonly rolesAsleep: readonly Role[];
  /** The names of bodies and inspectorates by their ids. */
  readonly names: BoundNames;
  readonly secondFactor: SecondFactorState;
  readonly sessions: readonly SessionRow[];
  readonly sessionId: string | null;
  readonly keptAnswers: number;
  readonly done: string | null;
};

const doneWords: Readonly<Record<string, string>> = {
  name: 'Your name has been changed.',
  password: 'Your password has been changed. Everywhere else you were signed out.',
  'password-and-tokens':
    'Your password has been changed. Everywhere else you were signed out, and your tokens for programs have ended: a program that shows one is refused from now on. Make new ones below.',
  session: 'That session has ended.',
  'second-factor-off': 'The second factor is turned off.',
};

export function accountPage({
  account,
  rolesAsleep,
  names,
  secondFactor,
  sessions,
  sessionId,
  keptAnswers,
  done,
}: Known): AccountPage {
  return {
    title: 'Your account',
    about: {
      rows: [
        { label: 'Name', text: account.name },
        { label: 'Email address', text: account.email },
        { label: 'Reference', text: account.ref },
      ],
    },
    nameHref: accessPaths.name,
    passwordHref: accessPaths.password,
    roles: account.grants.map((grant) => {
      const bound = grant.organisationId ?? grant.inspectorateId;
      const where = bound ? ` for ${names.get(bound) ?? 'a body that is not on the record'}` : '';
      const until = grant.toOn ? ` Until ${formatDay(grant.toOn)}.` : '';
      return {
        title: `${roleNames[grant.role]}${grant.chair ? ', in the chair,' : ''}${where}`,
        words: `${roleWords[grant.role]} Since ${formatDay(grant.fromOn)}.${until}`,
      };
    }),
    noRoles: account.grants.length === 0 && rolesAsleep.length === 0,
    secondFactor: secondFactorWords(secondFactor, rolesAsleep),
    sessions: sessions.map((session) => ({
      device: session.device ?? 'A browser that does not say what it is',
      words: `Since ${formatMoment(session.startedAt)}; last seen at ${formatMoment(session.seenAt)}`,
      isThis: session.id === sessionId,
      endHref: accessPaths.sessionEnding(session.id),
    })),
    endAllHref: accessPaths.sessionsEnding,
    tokens: {
      text: 'With a token, a program of yours reads the record as JSON, and what of your own you let it. It never changes anything.',
      link: { text: 'Make, see and revoke tokens', href: accessPaths.tokens },
    },
    answers:
      keptAnswers > 0 ? { text: 'Answers that were saved when you were signed out', href: accessPaths.answers } : null,
    done: done === null ? null : (doneWords[done] ?? null),
  };
}

function secondFactorWords(
  { isOn, since, recoveryCodesLeft }: SecondFactorState,
  rolesAsleep: Known['rolesAsleep'],
): AccountPage['secondFactor'] {
  if (isOn && since)
    return {
      text: `On since ${formatMoment(since)}. Recovery codes left: ${recoveryCodesLeft}.`,
      link: { text: 'Change it or make new recovery codes', href: accessPaths.secondFactor },
    };
  const asking = formatList(rolesAsleep.map((role) => roleNames[role].toLowerCase()));
  return {
    text:
      rolesAsleep.length > 0
        ? `Off. Your role ${asking} cannot be used before it is on.`
        : 'Off. With it, a password that somebody else has learned is not enough to sign in as you.',
    link: { text: 'Set up a second factor', href: accessPaths.secondFactor },
  };
}
