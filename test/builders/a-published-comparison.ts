import type { INestApplicationContext } from '@nestjs/common';
import { AccountsService } from '../../src/access/accounts.service.js';
import { theService } from '../../src/access/audit.service.js';
import { period } from '../../src/kernel/period.js';
import { ComparisonsService } from '../../src/research/comparisons.service.js';
import { comparedCase } from '../../src/research/domain/compared-case.js';
import { aGrant } from './a-person.js';
import { given } from './a-plan.js';
import { aComparedRow, aRecoveryCase } from './a-compared-case.js';

/** Two cases that a researcher compared and let everybody open; gives the reference. */
export async function aPublishedComparison(app: Pick<INestApplicationContext, 'get'>): Promise<string> {
  const grants = [aGrant({ role: 'researcher' })];
  const about = { name: 'Rosa Researcher', email: 'rosa@turnaround.example', passwordHash: null };
  const { id, ref } = await app.get(AccountsService).add(theService, { ...about, status: 'active' }, grants);
  const actor = { name: ref, role: 'researcher' as const, requestId: null, account: { id, ref, ...about, grants } };
  const refs = ['EP-0001', 'EP-0002'];
  const cases = refs.map((one) => ({
    one: comparedCase(aRecoveryCase(one), [aComparedRow('warning', { caseId: `id-${one}` })]),
    zero: period('2015-01-01'),
  }));
  const saved = await app.get(ComparisonsService).save(
    actor,
    { name: 'CS-2026-01', note: null },
    {
      cases,
      align: 'trigger',
      lanes: ['judgements', 'warnings'],
      series: [],
      shownAs: refs.map((one) => `case=${one}`).join('&'),
    },
  );
  given(await app.get(ComparisonsService).publish(actor, { ref: saved.ref, version: 1 }));
  return saved.ref;
}
