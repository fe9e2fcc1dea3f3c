import { missingConfirmations, missingForAccuracy, missingWork } from '../domain/provisional-gate.js';
import { membersOf } from '../domain/inspection-work.js';
import { isInspecting } from '../domain/relation.js';
import { form, tick, type Tried } from '../../shell/form/form.js';
import { formatMoment, plural } from '../../shell/format.js';
import type { WorkView } from '../workspace-reader.service.js';
import { inspectionPaths } from './inspections.paths.js';
import { saidBlocks } from './report.page.js';
import type { Block, Sheet } from './sheet.js';
import { frameOf, missingLink, missingWords, nameOf } from './workspace-words.js';

/** Page 22: everything that is judged, what is missing, and who stands by it. */
export function checkPage(
  view: WorkView,
  { tried = null, problem = null }: { readonly tried?: Tried; readonly problem?: string | null } = {},
): Sheet {
  const { work } = view;
  const missing = missingWork(work);
  const blocks: Block[] = [
    ...(work.state === 'draft' || work.state === 'provisional' ? [missingBlock(view)] : []),
    ...saidBlocks(view),
    ...limitsBlock(view),
    confirmationsBlock(view),
    ...(work.state === 'draft' && missing.length === 0 ? [provisionalBlock(view, tried)] : []),
    ...(work.state === 'provisional' ? [sendingBlock(view)] : []),
  ];
  return {
    ...frameOf(view, work.state === 'draft' ? 'Check before provisional' : 'Check before it is sent'),
    errors: problem === null ? [] : [{ text: problem, href: '#confirmations' }],
    blocks,
  };
}

function missingBlock(view: WorkView): Block {
  const { work } = view;
  const missing = work.state === 'draft' ? missingWork(work) : missingForAccuracy(work, view.digest);
  const first = missing.filter(({ kind }) => kind !== 'lead' && kind !== 'second-inspector');
  if (first.length === 0) return { id: 'missing', heading: 'What is missing', paragraphs: ['Nothing is missing.'] };
  return {
    id: 'missing',
    heading: 'What is missing',
    warning: `${plural(first.length, 'thing is', 'things are')} missing before this can go on.`,
    links: first.map((each) => ({
      text: missingWords(each),
      href: missingLink(work.ref, each) ?? inspectionPaths.workspace(work.ref),
    })),
  };
}

/** The rules by which the framework limits grades, with what they say to these. */
function limitsBlock({ limiting }: WorkView): readonly Block[] {
  if (limiting.length === 0) return [];
  const against = limiting.filter(({ kind }) => kind === 'goes-against');
  const words = ({ text, verified }: { text: string; verified: boolean }): string =>
    verified ? text : `${text} (not checked against the framework itself)`;
  return [
    {
      id: 'limits',
      heading: 'Rules of the framework that limit a grade',
      ...(against.length > 0
        ? {
            warning: against
              .map(
                (rule) =>
                  `The overall grade is better than this rule allows, because of ${rule.because.join(' and ')}: ${words(rule)}`,
              )
              .join('. '),
          }
        : {}),
      list: limiting
        .filter(({ kind }) => kind !== 'goes-against')
        .map((rule) =>
          rule.kind === 'applies' ? `Applies, because of ${rule.because.join(' and ')}: ${words(rule)}` : words(rule),
        ),
    },
  ];
}

function confirmationsBlock(view: WorkView): Block {
  const { work, relation, accountId, digest } = view;
  const people = membersOf(work, 'lead', 'inspector');
  const own = people.find((member) => member.accountId === accountId);
  const standsByIt = own?.confirmed?.digest === digest;
  const mayConfirm =
    isInspecting(relation) &&
    !standsByIt &&
    missingWork(work).length === 0 &&
    (work.state === 'provisional' || (work.state === 'draft' && relation.part !== 'lead'));
  return {
    id: 'confirmations',
    heading: 'Who stands by these judgements',
    summary: {
      rows: people.map((member) => ({
        label: nameOf(view, member.accountId),
        text:
          member.confirmed === null
            ? 'Has not confirmed'
            : member.confirmed.digest === digest
              ? `Confirmed at ${formatMoment(member.confirmed.at)}`
              : 'Confirmed before something was changed',
        note: member.part === 'lead' ? 'Lead inspector' : null,
      })),
    },
    ...(mayConfirm
      ? {
          form: form({
            action: inspectionPaths.confirmation(work.ref),
            button: 'I stand by these judgements',
            fields: [],
            hidden: { digest },
          }),
        }
      : {}),
  };
}

function provisionalBlock(view: WorkView, tried: Tried): Block {
  const { work, relation } = view;
  const others = missingConfirmations(work, view.digest).filter(({ kind }) => kind !== 'lead');
  if (relation.part !== 'lead')
    return {
      id: 'provisional',
      heading: 'Make provisional',
      paragraphs: ['The lead inspector takes the judgements to provisional.'],
    };
  if (others.length > 0)
    return {
      id: 'provisional',
      heading: 'Make provisional',
      paragraphs: ['Another inspector of the team must confirm these judgements first, from their own account.'],
    };
  return {
    id: 'provisional',
    heading: 'Make provisional',
    warning: 'From here a judgement changes only with a reason, and its evidence no longer changes.',
    form: form({
      action: inspectionPaths.provisional(work.ref),
      button: 'Confirm and make provisional',
      tried,
      hidden: { digest: view.digest },
      fields: [
        tick({ name: 'stands', label: 'Your confirmation', words: 'I stand by these judgements' }),
        tick({
          name: 'shared',
          label: 'Who can read them',
          words: 'Let the named contacts of the organisation read them now',
        }),
      ],
    }),
  };
}

function sendingBlock(view: WorkView): Block {
  const { work, relation, digest } = view;
  const heading = 'Send to the organisation';
  if (relation.part !== 'lead')
    return { id: 'sending', heading, paragraphs: ['The lead inspector sends the report to the organisation.'] };
  const missing = missingForAccuracy(work, digest);
  const contacts = membersOf(work, 'contact').length;
  const assurers = membersOf(work, 'quality_assurer').length;
  if (missing.length > 0)
    return { id: 'sending', heading, paragraphs: ['Before it can be sent:'], list: missing.map(missingWords) };
  return {
    id: 'sending',
    heading,
    paragraphs: [
      'The named contacts can then read the report and send points about its accuracy. Their time starts today.',
      ...(contacts === 0
        ? ['No contact of the organisation is named: nobody there can read it here or send points.']
        : []),
      ...(assurers === 0 ? ['No quality assurer is named yet: somebody must be before points are decided.'] : []),
    ],
    links:
      contacts === 0 || assurers === 0 ? [{ text: 'Name who takes part', href: inspectionPaths.team(work.ref) }] : [],
    form: form({
      action: inspectionPaths.sending(work.ref),
      button: 'Send for its accuracy',
      fields: [],
      version: work.version,
    }),
  };
}
