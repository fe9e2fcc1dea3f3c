import { theService } from '../../src/access/audit.service.js';
import { OrganisationsService } from '../../src/organisations/organisations.service.js';
import { aGrant, aPerson, type Person } from './a-person.js';
import { inspectorateOf } from './an-inspection-team.js';
import type { TestApp } from './test-app.js';

export type Office = {
  readonly body: { readonly id: string; readonly slug: string };
  readonly inspectorateId: string;
  readonly lead: Person;
  readonly second: Person;
  readonly assurer: Person;
  readonly contact: Person;
  readonly stranger: Person;
  readonly administrator: Person;
};

/** Everybody whom an inspection of a council needs, each signed in, and two who have no part in it. */
export async function anOffice(
  test: TestApp,
  { name = 'Northwick Council', framework = 'ofsted_ilacs_2023' } = {},
): Promise<Office> {
  const inspectorateId = await inspectorateOf(test.database, framework);
  const [body] = await test.app
    .get(OrganisationsService)
    .registerMany(theService, [{ name, kind: 'council', sector: 'councils', country: 'England' }]);
  if (!body) throw new Error('The council was not registered');
  const inspector = aGrant({ role: 'inspector', inspectorateId });
  return {
    body,
    inspectorateId,
    lead: await aPerson(test, {
      name: 'Lena Lead',
      grants: [aGrant({ role: 'lead_inspector', inspectorateId }), inspector],
    }),
    second: await aPerson(test, { name: 'Sam Second', grants: [inspector] }),
    assurer: await aPerson(test, { name: 'Quinn Assurer', grants: [inspector] }),
    contact: await aPerson(test, {
      name: 'Olu Contact',
      grants: [aGrant({ role: 'organisation_editor', organisationId: body.id })],
    }),
    stranger: await aPerson(test, { name: 'Ira Stranger', grants: [inspector] }),
    administrator: await aPerson(test, { name: 'Ada Administrator', grants: [aGrant({ role: 'administrator' })] }),
  };
}
