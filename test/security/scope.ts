import { type Permission, permissionTable } from '../../src/access/domain/permissions.js';
import { roles } from '../../src/access/domain/roles.js';
import { sql } from '../../src/database/sql.js';
import { StartingInspectionsService } from '../../src/inspections/starting-inspections.service.js';
import { day } from '../../src/kernel/calendar-day.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { knock } from './matrix.js';
import type { Site } from './site.js';

export type Confidential = {
  readonly ref: string;
  readonly lead: Person;
  readonly strangers: ReadonlyMap<string, Person | null>;
};

/** An inspection of Northwick that only its team may know of, and everybody who may not. */
export async function aConfidentialInspection(site: Site): Promise<Confidential> {
  const { test, northwick, eastmere } = site;
  const offices = await test.database.rows<{ id: string; key: string }>(sql`
    SELECT inspectorate.id, inspectorate.key FROM inspectorate ORDER BY inspectorate.key`);
  const own = offices.find(({ key }) => key === 'ofsted')?.id ?? null;
  const other = offices.find(({ key }) => key !== 'ofsted')?.id ?? null;
  const inspecting = (inspectorateId: string | null) =>
    (['inspector', 'lead_inspector'] as const).map((role) => aGrant({ role, inspectorateId }));
  const lead = await aPerson(test, { name: 'Leads the team', grants: inspecting(own) });
  const second = await aPerson(test, { name: 'Second of the team', grants: inspecting(own) });
  const { id, ref, name } = lead.account;
  const account = { id, ref, name, email: 'lead@turnaround.example', grants: inspecting(own) };
  const started = await test.app.get(StartingInspectionsService).start(
    { name: ref, role: 'lead_inspector', requestId: null, account },
    {
      organisationId: northwick,
      framework: 'ofsted_ilacs_2023',
      type: 'full',
      typeText: null,
      graded: true,
      subject: 'Children’s services',
      unit: null,
      startedOn: day('2026-10-05'),
      endedOn: day('2026-10-16'),
      previousId: null,
      isFirstMonitoring: false,
      leadId: id,
      inspectorIds: [second.account.id],
    },
  );
  if (!started.ok) throw new Error(`The inspection could not be started: ${started.error}`);
  const everywhere = roles.map((role) =>
    aGrant({ role, organisationId: eastmere, inspectorateId: other, chair: true }),
  );
  const strangers = new Map<string, Person | null>([
    ['a visitor', null],
    ['somebody without a role', site.guest],
    ['every role elsewhere', await aPerson(test, { name: 'Every role elsewhere', grants: everywhere })],
    [
      'an inspector of the same office who is not of the team',
      await aPerson(test, { name: 'Not of the team', grants: inspecting(own) }),
    ],
    [
      'the body itself, before anybody named a contact',
      await aPerson(test, {
        name: 'The body',
        grants: [aGrant({ role: 'organisation_editor', organisationId: northwick })],
      }),
    ],
  ]);
  return { ref: started.value.ref, lead, strangers };
}

const isScoped = (permission: Permission | null): boolean =>
  permission !== null && Object.keys(permissionTable[permission]).length > 0 && permission !== 'signed-in';

/** Whoever is outside finds nothing at a guessed address, on any route of an inspection. */
export async function guessedAddresses(site: Site, { ref, lead, strangers }: Confidential): Promise<string[]> {
  const faults: string[] = [];
  const routes = site.handlers.filter(
    ({ path, permission }) =>
      /^\/inspections\/:ref(\/|$)/.test(path) && (isScoped(permission) || path === '/inspections/:ref'),
  );
  let opened = 0;
  for (const handler of routes) {
    const address = handler.path.replace(':ref', ref).replaceAll(/:\w+/g, '1');
    if (handler.method === 'GET' && (await lead.get(address)).status === 200) opened += 1;
    for (const [who, person] of strangers) {
      const before = await site.test.database.version();
      const answer = handler.method === 'GET' && person ? (await person.get(address)).status : 0;
      const said = answer === 0 ? await knock(site, { ...handler, path: address }, person) : null;
      const isShut = answer === 404 || answer === 403 || said === 'sign in' || said === 'refused';
      const isNothing = said === 'in' && (person === null || handler.method === 'POST');
      if (!isShut && !isNothing) faults.push(`${handler.method} ${address} for ${who}: ${answer || said}`);
      if ((await site.test.database.version()) !== before)
        faults.push(`${handler.method} ${address} for ${who} changes something`);
    }
  }
  if (routes.length < 5) faults.push(`only ${routes.length} routes were tried`);
  if (opened === 0) faults.push('the lead finds nothing either');
  return faults;
}
