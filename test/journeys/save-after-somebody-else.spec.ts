import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { theService } from '../../src/access/audit.service.js';
import { ActionsService } from '../../src/boards/actions.service.js';
import { ChallengesService } from '../../src/boards/challenges.service.js';
import { DecisionsService } from '../../src/boards/decisions.service.js';
import { OutcomesQueries } from '../../src/boards/data/outcomes.queries.js';
import { MinutesService } from '../../src/boards/minutes.service.js';
import { day } from '../../src/kernel/calendar-day.js';
import { aBoard, aReview, attended, given, held, issued } from '../builders/a-board.js';
import { roles } from '../../src/access/domain/roles.js';
import { sql } from '../../src/database/sql.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { aGrant, aPerson, encodeForm, type Person, signedIn } from '../builders/a-person.js';
import { attributeOf, type Element as HtmlElement, named, readHtml, textWithin } from '../builders/html.js';
import { pageFaults } from '../builders/page-checks.js';
import { aJudgedDraft, aTeam, type Get, workOf } from '../builders/an-inspection-team.js';
import { aPlan } from '../builders/a-plan.js';
import { aRunCase } from '../builders/a-run-case.js';
import { filled, workAt } from '../security/every-reference.js';
import { formsOf } from '../security/forms.js';
import { openSite, type Site } from '../security/site.js';

/** Forms that the records of this test do not open, with the spec in which the second of two people saves them. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  'assess-the-lessons': ['/reviews/:ref/lessons/:number', '/reviews/:ref/lessons/:number/proposal'],
  'case-summary': [
    '/episodes/:ref/summary',
    '/episodes/:ref/summary/checks',
    '/episodes/:ref/summary/notices',
    '/episodes/:ref/summary/publications',
    '/episodes/:ref/summary/corrections',
  ],
  corrections: ['/corrections/:ref'],
  'edit-an-organisation': [
    '/organisations/:slug/edit',
    '/organisations/:slug/posts/new',
    '/organisations/:slug/posts/:post',
  ],
  'hold-a-meeting': [
    '/reviews/:ref/meeting/updates/:milestone',
    '/reviews/:ref/meeting/date-requests/:request/answer',
    '/reviews/:ref/meeting/items/:item/outcome',
  ],
  'judge-oneself': ['/self-assessments/:ref/edit', '/self-assessments/:ref/submission'],
  'keep-measures': [
    '/measures/:ref/edit',
    '/measures/:ref/definition',
    '/measures/:ref/small-numbers',
    '/measures/:ref/proposals/:id',
  ],
  'keep-the-sources': ['/sources/:ref/check'],
  'manage-frameworks': [
    '/admin/frameworks/drafts/:id/edit',
    '/admin/frameworks/drafts/:id/agreement',
    '/admin/frameworks/drafts/:id/dropping',
    '/admin/frameworks/versions/:key/meanings',
  ],
  'manage-users': ['/admin/users/:ref/edit'],
  'bring-in-a-publication': [
    '/imports/:ref/columns',
    '/imports/:ref/check',
    '/imports/:ref/application',
    '/imports/:ref/setting-aside',
  ],
  'bring-in-a-plan': [
    '/plans/:ref/import/:number/check',
    '/plans/:ref/import/:number/setting-aside',
    '/plans/:ref/import/:number/columns',
    '/plans/:ref/import/:number/words',
  ],
  'publish-an-inspection': [
    '/inspections/:ref/sending',
    '/inspections/:ref/points/:number',
    '/inspections/:ref/publish',
    '/inspections/:ref/publication',
    '/inspections/:ref/correct',
    '/inspections/:ref/withdraw',
    '/inspections/:ref/note',
    '/inspections/:ref/evidence/:evidence',
    '/inspections/:ref/evidence/:evidence/withdrawal',
    '/inspections/:ref/findings/:finding',
    '/inspections/:ref/findings/:finding/removal',
  ],
  'run-a-board': [
    '/reviews/:ref/minutes',
    '/reviews/:ref/minutes/taking-back',
    '/reviews/:ref/minutes/agreement',
    '/reviews/:ref/minutes/public-version',
    '/reviews/:ref/minutes/publication',
    '/reviews/:ref/holding',
  ],
  'write-an-entry': ['/entries/:ref/edit', '/entries/:ref/publication', '/entries/:ref/return', '/entries/:ref/drop'],
  'change-a-limit': ['/admin/thresholds/requests/:id/agreement', '/admin/thresholds/requests/:id/closing'],
  'code-a-case': ['/research/cases/:ref/fields/:field', '/research/cases/:ref/settlements/:field'],
  'save-a-comparison': ['/research/comparisons/:ref/edit'],
  'publish-a-plan': ['/plans/:ref/versions/:number/publication', '/plans/:ref/versions/:number/hiding'],
};

/**
 * Forms in which a person types nothing, or nothing but why: whoever is second is led to how it stands now, or shown it
 * by the same helper as the forms that are tried here.
 */
const buttonsOnly: readonly string[] = [
  '/research/comparisons/:ref/publication',
  '/episodes/:ref/manage/taking-up',
  '/episodes/:ref/manage/resumption',
  '/episodes/new/:opening/check',
  '/plans/:ref/milestones/:milestone/links/removal',
  '/plans/:ref/milestones/:milestone/waits/removal',
  '/reviews/:ref/pack',
  '/reviews/:ref/pack/unlocking/answer',
];

/** Forms that are gone once somebody was faster: two people send each of them in the second proof of this spec. */
const raced: readonly string[] = [
  '/plans/:plan/milestones/:ref/date',
  '/actions/:ref/reopening',
  '/challenges/:ref/judgement',
  '/research/comparisons/:ref/renewal',
  '/research/comparisons/:ref/removal',
  '/research/cases/:ref/finish',
  '/research/cases/:ref/reopening',
];

/** Two people who send the same form, or two forms of the same record, that both had open. */
type Race = {
  /** The page with the form, and where it is posted: what the first and the second send. */
  readonly first: { readonly page: string; readonly action: string; readonly sent: Fields };
  readonly second: { readonly page: string; readonly action: string; readonly sent: Fields };
  /** What the second is shown of what the first did. */
  readonly saved: readonly string[];
  /** Whether the second can still send theirs. */
  readonly again: boolean;
};

type Place = { readonly address: string; readonly person: Person };
type Fields = Record<string, string | string[]>;

const inside = (element: HtmlElement, outer: HtmlElement): boolean => {
  for (let at = element.parent; at; at = at.parent) if (at === outer) return true;
  return false;
};

const formAt = (html: string, action: string): HtmlElement | undefined =>
  named(readHtml(html), 'form').find(
    (form) => attributeOf(form, 'action') === action && attributeOf(form, 'method') === 'post',
  );

const within = (form: HtmlElement, name: string): readonly HtmlElement[] =>
  form.children.flatMap((child) =>
    typeof child === 'string' ? [] : [...(child.name === name ? [child] : []), ...within(child, name)],
  );

const wordsOf = (html: string): string => {
  const [body] = named(readHtml(html), 'body');
  return body ? textWithin(body).replaceAll(/\s+/g, ' ') : html;
};

/** What a person would fill in: words of their own in every box, a date in every date, the last of every choice. */
function fillIn(form: HtmlElement): { readonly sent: Fields; readonly words: readonly string[] } {
  const sent: Fields = {};
  const words: string[] = [];
  for (const input of within(form, 'input')) {
    const name = attributeOf(input, 'name') ?? '';
    const value = attributeOf(input, 'value') ?? '';
    const type = attributeOf(input, 'type') ?? 'text';
    if (type === 'hidden' || type === 'radio') sent[name] = value;
    if (type !== 'text') continue;
    const box = /-(day|month|year)$/.exec(name)?.[1];
    const typed = box ? { day: '9', month: '3', year: '2024' }[box] : ownWords(input, name);
    sent[name] = typed ?? '';
    if (!box && typed?.startsWith('Own')) words.push(typed);
  }
  for (const area of within(form, 'textarea')) {
    const name = attributeOf(area, 'name') ?? '';
    sent[name] = `Own words of ${name}, said at some length.`;
    words.push(sent[name]);
  }
  for (const select of within(form, 'select')) {
    const options = within(form, 'option').filter((option) => inside(option, select));
    sent[attributeOf(select, 'name') ?? ''] = attributeOf(options.at(-1) as HtmlElement, 'value') ?? '';
  }
  return { sent, words };
}

const ownWords = (input: HtmlElement, name: string): string => {
  // What is looked up stays as it is.
  if (['account', 'website'].includes(name)) return attributeOf(input, 'value') ?? '';
  return attributeOf(input, 'inputmode') === 'numeric' ? '3' : `Own ${name}`;
};

/** The forms of a case that is run. */
async function inACase({ test }: Site, organisationId: string): Promise<Record<string, string>> {
  const its = await aRunCase(test.app, organisationId);
  const step = `/interventions/${its.stepRef}`;
  const theCase = `/episodes/${its.ref}`;
  return {
    '/episodes/:ref/manage/moves/:to': `${theCase}/manage/moves/in_intervention`,
    '/episodes/:ref/manage/pause': `${theCase}/manage/pause`,
    '/episodes/:ref/manage/details': `${theCase}/manage/details`,
    '/episodes/:ref/people/:id/telling': `${theCase}/people/${its.person}/telling`,
    '/episodes/:ref/people/:id/removal': `${theCase}/people/${its.person}/removal`,
    '/episodes/:ref/warnings/:id/answer': `${theCase}/warnings/${its.warning}/answer`,
    '/episodes/:ref/support/:id/moves/:to': `${theCase}/support/${its.offered}/moves/accepted`,
    '/episodes/:ref/findings/:id/answer': `${theCase}/findings/${its.finding}/answer`,
    '/episodes/:ref/findings/:id/decision': `${theCase}/findings/${its.accepted}/decision`,
    '/episodes/:ref/triggers/:id/test': `${theCase}/triggers/${its.trigger}/test`,
    '/episodes/:ref/breaches/:id/answer': `${theCase}/breaches/${its.breach}/answer`,
    '/episodes/:ref/checks/:id/result': `${theCase}/checks/${its.check}/result`,
    '/episodes/:ref/facts/:kind/:id/correction': `${theCase}/facts/warning_sign/${its.warning}/correction`,
    '/episodes/:ref/facts/:kind/:id/withdrawal': `${theCase}/facts/organisation_event/${its.event}/withdrawal`,
    '/interventions/:ref/details': `${step}/details`,
    '/interventions/:ref/planned-ends/new': `${step}/planned-ends/new`,
    '/interventions/:ref/end': `${step}/end`,
    '/interventions/:ref/directions/:id/moves/:to': `${step}/directions/${its.direction}/moves/evidence_submitted`,
    '/interventions/:ref/criteria/:id/moves/:to': `${step}/criteria/${its.criterion}/moves/partly_met`,
    '/interventions/:ref/requests/:id/decision': `${step}/requests/${its.request}/decision`,
    '/interventions/:ref/requests/:id/taking-back': `${step}/requests/${its.request}/taking-back`,
  };
}

/** The forms of a board, of a meeting that is being got ready, and of one whose minutes are still a draft. */
async function atABoard({ test, northwick }: Site): Promise<Record<string, string>> {
  const { app } = test;
  const board = await aBoard(app, northwick, { name: 'Oversight board' });
  const next = await aReview(app, board.ref, { heldOn: day('2026-12-14') });
  const last = await aReview(app, board.ref, { heldOn: day('2026-10-05') });
  await issued(app, last.ref);
  await attended(app, last);
  const agendaItemId = last.itemIds[0] ?? null;
  const due = { agendaItemId, dueOn: day('2026-12-01') };
  const decision = given(
    await app.get(DecisionsService).record(theService, last.ref, { agendaItemId, text: 'Agree it.', type: 'decision' }),
  );
  const challenge = given(
    await app.get(ChallengesService).raise(theService, last.ref, {
      ...due,
      byMemberId: board.memberIds[3] ?? null,
      text: 'Why not sooner?',
      toPost: 'Director',
    }),
  );
  const action = given(
    await app.get(ActionsService).record(theService, last.ref, { ...due, text: 'Send it round', ownerPost: 'Head' }),
  );
  await held(app, last.ref);
  given(await app.get(MinutesService).begin(theService, last.ref));
  const review = `/reviews/${next.ref}`;
  return {
    '/boards/:ref/edit': `/boards/${board.ref}/edit`,
    '/boards/:ref/terms': `/boards/${board.ref}/terms`,
    '/boards/:ref/members/:id': `/boards/${board.ref}/members/${board.memberIds[2]}`,
    '/reviews/:ref/date': `${review}/date`,
    '/reviews/:ref/cancellation': `${review}/cancellation`,
    '/reviews/:ref/agenda/:item': `${review}/agenda/${next.itemIds[0]}`,
    '/reviews/:ref/agenda/:item/removal': `${review}/agenda/${next.itemIds[0]}/removal`,
    '/reviews/:ref/minutes': `/reviews/${last.ref}/minutes`,
    '/decisions/:ref/looking-back': `/decisions/${decision.ref}/looking-back`,
    '/decisions/:ref/withdrawal': `/decisions/${decision.ref}/withdrawal`,
    '/challenges/:ref/answers': `/challenges/${challenge.ref}/answers`,
    '/actions/:ref/completion': `/actions/${action.ref}/completion`,
    '/actions/:ref/date': `/actions/${action.ref}/date`,
    '/actions/:ref/cancellation': `/actions/${action.ref}/cancellation`,
  };
}

/** The forms of a milestone. */
async function inAPlan({ test, northwick }: Site): Promise<Record<string, string>> {
  const plan = await aPlan((token) => test.app.get(token), { council: { id: northwick, slug: 'northwick' } });
  const [first, second] = [(await plan.milestone()).ref, (await plan.milestone({ title: 'Another one' })).ref];
  const milestone = `/plans/${plan.ref}/milestones/${first}`;
  return second === ''
    ? {}
    : {
        '/plans/:ref/milestones/:milestone/moves/:to': `${milestone}/moves/in_progress`,
        '/plans/:ref/milestones/:milestone/waits': `${milestone}/waits`,
        '/plans/:ref/priorities/:id': `/plans/${plan.ref}/priorities/${plan.priorityId}`,
      };
}

/** The forms by which a case is opened. */
async function inAnOpening({ northwick }: Site, person: Person): Promise<Record<string, string>> {
  const begun = await person.post('/episodes/new', { organisation: northwick });
  const ref = /CO-\d+/.exec(begun.headers.location ?? '')?.[0] ?? '';
  return Object.fromEntries(
    ['area', 'trigger', 'dates', 'warning', 'people'].map((task) => [
      `/episodes/new/:opening/${task}`,
      `/episodes/new/${ref}/${task}`,
    ]),
  );
}

/** The forms of an inspection that is still a draft, for who leads it. */
async function inAnInspection({ test }: Site): Promise<Record<string, Place>> {
  const get: Get = (token: never) => test.app.get(token);
  const team = await aTeam(get, test.database, { name: 'Southfold Council' });
  const ref = await aJudgedDraft(get, team);
  const work = await workOf(get, ref);
  const lead = await signedIn(test, team.lead.account);
  const area = work.judgements.find((one) => one.area !== null)?.area ?? 'overall';
  return Object.fromEntries(
    Object.entries({
      '/inspections/:ref/details': `/inspections/${ref}/details`,
      '/inspections/:ref/areas/:area': `/inspections/${ref}/areas/${area}`,
      '/inspections/:ref/report': `/inspections/${ref}/report`,
    }).map(([path, address]) => [path, { address, person: lead }]),
  );
}

const onDay = (name: string, date: string): Fields => {
  const [year = '', month = '', dayOf = ''] = date.split('-');
  return { [`${name}-year`]: year, [`${name}-month`]: month, [`${name}-day`]: dayOf };
};

/** Two people at a milestone, a version of a plan, a piece of evidence, an action and a challenge. */
async function races({ test, northwick }: Site): Promise<Readonly<Record<string, Race>>> {
  const { app } = test;
  const council = { id: northwick, slug: 'northwick' };
  const plan = await aPlan((token) => app.get(token), { council, title: 'A plan that two people run' });
  const dated = `/plans/${plan.ref}/milestones/${(await plan.milestone()).ref}`;
  const moved = `/plans/${plan.ref}/milestones/${(await plan.milestone()).ref}`;
  const stopped = `/plans/${plan.ref}/milestones/${(await plan.milestone()).ref}`;
  const judged = await plan.evidence((await plan.milestone()).ref, { level: 'impact' });
  await plan.agree();
  const other = await aPlan((token) => app.get(token), { council, title: 'A plan that is proposed' });
  await other.milestone();
  const versions = `/plans/${plan.ref}/versions/1`;
  const board = await aBoard(app, northwick, { name: 'Board of two secretaries' });
  const review = await aReview(app, board.ref, { heldOn: day('2026-10-06') });
  await issued(app, review.ref);
  const agendaItemId = review.itemIds[0] ?? null;
  const due = { agendaItemId, dueOn: day('2026-12-01') };
  const action = given(
    await app.get(ActionsService).record(theService, review.ref, { ...due, text: 'Send it round', ownerPost: 'Head' }),
  );
  const [challenge, answer] = [app.get(ChallengesService), 'It is in hand since Monday'];
  const byMemberId = board.memberIds[3] ?? null;
  const asked = given(
    await challenge.raise(theService, review.ref, { ...due, byMemberId, text: 'Why not sooner?', toPost: 'Director' }),
  );
  const register = app.get(OutcomesQueries);
  const versionOf = async (which: 'action' | 'challenge', ref: string): Promise<number> =>
    (await register[which](ref))?.version ?? 0;
  given(
    await challenge.answer(theService, { ref: asked.ref, version: await versionOf('challenge', asked.ref) }, answer),
  );
  const stale = { ref: action.ref, version: await versionOf('action', action.ref) };
  given(
    await app.get(ActionsService).move(theService, stale, { to: 'done', on: day('2026-10-07'), words: 'Sent by post' }),
  );
  const at = (page: string, action_: string, sent: Fields): Race['first'] => ({ page, action: action_, sent });
  const same = (action_: string, first: Fields, second: Fields) => ({
    first: at(action_, action_, first),
    second: at(action_, action_, second),
  });
  const reasons = ['The contractor of the first needs another month', 'The second waits for a decision of the council'];
  const [reason = '', own = ''] = reasons;
  const decision = { decisionRef: 'Minute 42/7', approvedBy: 'The board' };
  return {
    'a date that both ask for': {
      ...same(
        `${dated}/date`,
        { ...onDay('due', '2027-05-31'), reason: 'partner', why: reason },
        { ...onDay('due', '2027-06-30'), reason: 'decision_awaited', why: own },
      ),
      saved: ['Asked already, by', '31 May 2027', reason],
      again: false,
    },
    'a milestone that one pauses and the other cancels': {
      first: at(`${moved}/moves/paused`, `${moved}/moves/paused`, { ...decision, reason }),
      second: at(`${moved}/moves/cancelled`, `${moved}/moves/cancelled`, { ...decision, reason: own }),
      saved: ['State', 'Paused', 'Cancelled'],
      again: true,
    },
    'a milestone that one cancels and the other pauses': {
      first: at(`${stopped}/moves/cancelled`, `${stopped}/moves/cancelled`, { ...decision, reason }),
      second: at(`${stopped}/moves/paused`, `${stopped}/moves/paused`, { ...decision, reason: own }),
      saved: ['stands at “Cancelled” now', 'Paused'],
      again: false,
    },
    'a version that both propose': {
      ...same(`/plans/${other.ref}/versions/1/proposal`, { summary: reason }, { summary: own }),
      saved: ['Proposed at', reason],
      again: true,
    },
    'a version that both agree': {
      ...same(`/plans/${other.ref}/versions/1/agreement`, decision, { decisionRef: 'Minute 43/1', approvedBy: own }),
      saved: ['Agreed', 'Minute 42/7'],
      again: true,
    },
    'a version that both publish': {
      ...same(`${versions}/publication`, {}, {}),
      saved: ['Everybody can read it, since'],
      again: true,
    },
    'a version that both take back': {
      ...same(`${versions}/hiding`, { reason }, { reason: own }),
      saved: ['Only the board can read it', 'This version is not public.'],
      again: false,
    },
    'evidence that one accepts and the other does not': {
      first: at(`/evidence/${judged.ref}`, `/evidence/${judged.ref}/acceptance`, { accepted: 'yes' }),
      second: at(`/evidence/${judged.ref}`, `/evidence/${judged.ref}/acceptance`, { accepted: 'no', because: own }),
      saved: ['Accepted on', 'Everybody at both places'],
      again: true,
    },
    'an action that both open again': {
      first: at(`/actions/${action.ref}`, `/actions/${action.ref}/reopening`, { reason }),
      second: at(`/actions/${action.ref}`, `/actions/${action.ref}/reopening`, { reason: own }),
      saved: ['State', reason],
      again: false,
    },
    'an answer that both judge': {
      first: at(`/challenges/${asked.ref}`, `/challenges/${asked.ref}/judgement`, { satisfied: 'yes' }),
      second: at(`/challenges/${asked.ref}`, `/challenges/${asked.ref}/judgement`, { satisfied: 'no', why: own }),
      saved: ['Yes, on', answer],
      again: false,
    },
  };
}

describe('whoever saves after somebody else', () => {
  let site: Site;
  /** Where the records of this test stand, for forms whose address does not lead to them by itself. */
  let known: Readonly<Record<string, Place>>;
  let everybody: Person;
  beforeAll(async () => {
    site = await openSite({ fewPeople: true });
    await workAt(site);
    const [council] = await site.test.app
      .get(OrganisationsService)
      .registerMany(theService, [{ name: 'Northfold Council', kind: 'council', sector: 'councils' }]);
    const office = await site.test.database.row<{ id: string }>(sql`
      SELECT inspectorate.id FROM inspectorate WHERE inspectorate.key = 'ofsted'`);
    // More than any person may have, at both places, so that every form opens.
    const grants = [site.northwick, council?.id ?? ''].flatMap((organisationId) =>
      roles.map((role) => aGrant({ role, organisationId, inspectorateId: office?.id ?? null, chair: true })),
    );
    everybody = await aPerson(site.test, { name: 'Everybody at both places', grants });
    const addresses = {
      ...(await inACase(site, council?.id ?? '')),
      ...(await atABoard(site)),
      ...(await inAPlan(site)),
      ...(await inAnOpening(site, everybody)),
    };
    known = {
      ...Object.fromEntries(Object.entries(addresses).map(([path, address]) => [path, { address, person: everybody }])),
      ...(await inAnInspection(site)),
    };
  }, 300_000);
  afterAll(() => site.close());

  const post = ({ address, person }: Place, fields: Fields) =>
    request(site.test.url).post(address).set('Cookie', person.cookie).type('form').send(encodeForm(fields));

  /** The form that is posted to an address: on the page at that address itself, or on that of its record. */
  async function formOf({ address, person }: Place): Promise<HtmlElement | null> {
    const parts = address.split('/');
    for (let length = parts.length; length > 2; length -= 1) {
      const page = await person.get(parts.slice(0, length).join('/'));
      const form = page.status === 200 ? formAt(page.text, address) : undefined;
      if (form) return form;
    }
    return null;
  }

  it('finds both versions and every word of theirs, and can save, whatever form it is', async () => {
    const faults: string[] = [];
    const unproved: string[] = [];
    const forms = formsOf(site).filter(({ fields }) => fields.some(({ names }) => names.includes('version')));
    const proved = new Set([...Object.values(elsewhere).flat(), ...buttonsOnly, ...raced]);
    const tried: { readonly path: string; readonly place: Place; readonly sent: Fields }[] = [];
    for (const { path } of forms) {
      const place = known[path] ?? { address: (await filled(site, path)).address, person: everybody };
      const shown = proved.has(path) ? null : await formOf(place);
      if (!shown) {
        if (!proved.has(path)) unproved.push(path);
        continue;
      }
      const { sent, words } = fillIn(shown);
      const version = Number(sent.version);
      const old = String(version === 0 ? 1 : version - 1);
      const answer = await post(place, { ...sent, version: old });
      faults.push(...(await faultsOf(path, place, { answer, words, version })));
      tried.push({ path, place, sent });
    }
    // What was shown is what can now be saved: forms that end something come last.
    const ends = /pause|withdrawal|removal|cancellation|end|completion|taking-back|decision|moves/;
    const inTurn = [...tried.filter(({ path }) => !ends.test(path)), ...tried.filter(({ path }) => ends.test(path))];
    let saved = 0;
    for (const { path, place, sent } of inTurn) {
      const shown = await formOf(place);
      if (!shown) continue;
      const answer = await post(place, { ...sent, version: String(fillIn(shown).sent.version) });
      if (answer.status === 409) faults.push(`${path}: cannot be saved with what was shown`);
      if (answer.status === 303) saved += 1;
    }
    for (const [spec, paths] of Object.entries(elsewhere)) {
      const file = join(process.cwd(), 'test', 'journeys', `${spec}.spec.ts`);
      if (!existsSync(file) || !readFileSync(file, 'utf8').includes('409')) faults.push(`${spec} proves nothing`);
      for (const path of paths)
        if (!forms.some((form) => form.path === path)) faults.push(`${path}: is no form any more`);
    }
    expect(faults.join('\n')).toBe('');
    // Forms that came since: give each an address above, or name the spec that proves it.
    expect(unproved).toEqual([]);
    expect(tried.length).toBeGreaterThan(50);
    expect(saved).toBeGreaterThan(20);
  }, 300_000);

  it('finds both versions and every word of theirs also where it can no longer be done', async () => {
    const faults: string[] = [];
    const carried = async ({ page, action }: Race['first']): Promise<Fields> => {
      const form = formAt((await everybody.get(page)).text, action);
      if (!form) faults.push(`${action}: has no form`);
      return form ? fillIn(form).sent : {};
    };
    for (const [what, { first, second, saved, again }] of Object.entries(await races(site))) {
      const [one, two] = [await carried(first), await carried(second)];
      const place = (action: string): Place => ({ address: action, person: everybody });
      const faster = await post(place(first.action), { ...one, ...first.sent });
      if (faster.status !== 303)
        faults.push(`${what}: the first is answered ${faster.status}: ${wordsOf(faster.text).slice(0, 600)}`);
      const answer = await post(place(second.action), { ...two, ...second.sent });
      const said = wordsOf(answer.text);
      if (answer.status !== 409) {
        faults.push(`${what}: the second is answered ${answer.status}: ${said.slice(0, 600)}`);
        continue;
      }
      faults.push(...pageFaults(readHtml(answer.text)).map((fault) => `${what}: ${fault}`));
      const words = Object.values(second.sent)
        .flat()
        .filter((value) => value.startsWith('The second'));
      for (const part of ['Someone changed this', 'Saved now', 'Yours', ...saved, ...words])
        if (!said.includes(part)) faults.push(`${what}: does not say “${part}”: ${said.slice(0, 1500)}`);
      const isThere = formAt(answer.text, second.action) !== undefined;
      if (isThere !== again)
        faults.push(`${what}: ${isThere ? 'has a form that cannot be sent' : 'has no form any more'}`);
      if (!again && !said.includes('It can no longer be done from there')) faults.push(`${what}: promises too much`);
    }
    expect(faults.join('\n')).toBe('');
  }, 300_000);

  async function faultsOf(
    path: string,
    place: Place,
    {
      answer,
      words,
      version,
    }: {
      readonly answer: { readonly status: number; readonly text: string };
      readonly words: readonly string[];
      readonly version: number;
    },
  ): Promise<string[]> {
    const said = wordsOf(answer.text);
    if (answer.status !== 409) return [`${path}: answers ${answer.status} to an old version: ${said.slice(0, 900)}`];
    const faults: string[] = [];
    const insist = (holds: boolean, fault: string): void => void (holds || faults.push(`${path}: ${fault}`));
    insist(pageFaults(readHtml(answer.text)).length === 0, pageFaults(readHtml(answer.text)).join(', '));
    insist(said.includes('Your version is below. Check it and save again'), 'does not say what happened');
    insist(
      /Someone changed this [a-z- ]+ at (\d|a time|an)|changed in another window/.test(said),
      `does not say what was changed, and when: ${/Someone changed[^.]*/.exec(said)?.[0] ?? ''}`,
    );
    insist(said.includes('Saved now'), 'does not show what is saved now');
    for (const word of words) insist(answer.text.includes(word), `loses “${word}”`);
    const again = formAt(answer.text, place.address);
    insist(again !== undefined, 'has no form to save again with');
    const carried = again && fillIn(again).sent.version;
    if (again) insist(carried === String(version), `carries version ${String(carried)} instead of ${version}`);
    return faults;
  }
});
