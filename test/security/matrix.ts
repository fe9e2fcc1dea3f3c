import { createHmac } from 'node:crypto';
import { extentFor, type Permission, permissionTable } from '../../src/access/domain/permissions.js';
import { type Role, roleNames, roles } from '../../src/access/domain/roles.js';
import { b5, columnNames, roleOfColumn } from './b5.js';
import type { Handler } from '../builders/routes.js';
import type { Person } from '../builders/a-person.js';
import { addressOf, get, post, type Site } from './site.js';

/** How a route answers whoever knocks: lets them in, sends them to sign in, or refuses. */
export type Answer = 'in' | 'sign in' | 'refused' | 'broken';

/** What the token in a person's forms is worked out from is their cookie alone. */
export const tokenFor = ({ cookie }: Pick<Person, 'cookie'>): string =>
  createHmac('sha256', cookie.split('=')[1] ?? '')
    .update('form')
    .digest('base64url');

/** Knocks with a form that says nothing at an address that leads nowhere: only the door itself answers. */
export async function knock(site: Site, { method, path }: Handler, person: Person | null): Promise<Answer> {
  const address = addressOf(path);
  const answer =
    method === 'GET'
      ? await (person ? person.get(address) : get(site, address))
      : await post(site, address, await visiting(site, person));
  const location = answer.headers.location ?? '';
  if (answer.status === 303 && location.startsWith('/sign-in?returnTo=')) return 'sign in';
  if (answer.status === 403) return 'refused';
  return answer.status >= 500 ? 'broken' : 'in';
}

async function visiting(site: Site, person: Person | null) {
  if (person) return { cookie: person.cookie, fields: { _csrf: tokenFor(person) } };
  const page = await get(site, '/sign-in');
  const cookie = String((page.headers['set-cookie'] as unknown as string[] | undefined)?.[0]).split(';')[0] ?? '';
  return { cookie, fields: { _csrf: tokenFor({ cookie }) } };
}

/** What the table of permissions says that the door answers. */
export function expected(permission: Permission, who: Role | 'guest' | 'visitor'): Answer {
  if (permission === 'everyone') return 'in';
  if (who === 'visitor') return 'sign in';
  if (permission === 'signed-in') return 'in';
  return who !== 'guest' && extentFor(permission, who) !== null ? 'in' : 'refused';
}

const signs: Readonly<Record<string, string>> = { any: '●', own: '○', named: '○', chair: 'c' };

/** The cell of the table for a role, as B5 writes it. */
export const cellOf = (permission: Permission, who: Role | 'visitor'): string => {
  if (permission === 'everyone') return '●';
  if (who === 'visitor') return '–';
  return signs[extentFor(permission, who) ?? ''] ?? '–';
};

const initials: Readonly<Record<Role, string>> = {
  researcher: 'R',
  board_member: 'B',
  board_secretary: 'S',
  inspector: 'I',
  lead_inspector: 'L',
  organisation_editor: 'O',
  administrator: 'A',
  speak_up_lead: 'U',
  record_keeper: 'K',
};

const routesWith = (handlers: readonly Handler[], permission: string): string[] =>
  handlers
    .filter((handler) => handler.permission === permission)
    .map(({ method, path }) => `${method} ${path}`)
    .toSorted();

/** The whole table for people to read: each permission with its roles, then each route with its permission. */
export function permissionsPage(handlers: readonly Handler[]): string {
  const keys = Object.keys(permissionTable) as Permission[];
  const heading = ['permission', 'V', ...roles.map((role) => initials[role])];
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    '# Who may do what',
    '',
    'Written by `WRITE_DOCS=1 npx jest test/security/matrix` from `src/access/domain/permissions.ts` and the routes as they are mounted; a test fails when it is out of date. What the design asks for stands beside it in `test/security/b5.ts`.',
    '',
    `● anywhere · ○ within the own organisation, inspectorate, team or board · c whoever chairs it · – not at all. V is a visitor who is not signed in; ${roles.map((role) => `${initials[role]} ${roleNames[role].toLowerCase()}`).join(', ')}.`,
    '',
    row(heading),
    row(heading.map(() => '--')),
    ...keys.map((key) => row([`\`${key}\``, cellOf(key, 'visitor'), ...roles.map((role) => cellOf(key, role))])),
    '',
    '## Routes',
    '',
    'A route that names no permission is refused to everybody. Where a permission reaches the own organisation only, whatever lies outside answers as if it were not there.',
    '',
    ...keys.flatMap((key) => {
      const routes = routesWith(handlers, key);
      return routes.length === 0 ? [] : [`### \`${key}\``, '', ...routes.map((route) => `- \`${route}\``), ''];
    }),
  ].join('\n');
}

/** Whether the doors stay shut to whoever has no account, and to whoever has one and no role. */
export async function doorsAgree(site: Site): Promise<string[]> {
  const faults: string[] = [];
  for (const [who, person] of [
    ['visitor', null],
    ['guest', site.guest],
  ] as const)
    for (const handler of site.handlers) {
      // A form that anybody with an account may send could end the session of the guest.
      if (handler.method === 'POST' && who === 'guest' && handler.permission === 'signed-in') continue;
      const answer = await knock(site, handler, person);
      const wanted = expected(handler.permission as Permission, who);
      if (answer !== wanted) faults.push(`${handler.method} ${handler.path} for ${who}: ${answer}, not ${wanted}`);
    }
  return faults;
}

/** Where the table of permissions says otherwise than the design, cell by cell. */
export const cellsThatDiffer = (): string[] =>
  b5.flatMap(({ action, cells, keys }) =>
    keys
      .filter((key) => Object.hasOwn(permissionTable, key))
      .flatMap((key) =>
        columnNames.flatMap((column, index) => {
          const who = roleOfColumn[column] ?? 'visitor';
          const cell = cellOf(key as Permission, who);
          return cell === cells[index] ? [] : [`${key} (${action}) has ${cell} for ${who}, not ${cells[index]}`];
        }),
      ),
  );
