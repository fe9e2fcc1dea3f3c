import { openService, program } from './service.mjs';

/** An account that may do nothing but read, signed in before the service starts. Gives its cookie. */
export async function makeReader(file, name = 'Reads Much') {
  const service = await openService(file);
  try {
    const { AccountsService } = await program('access/accounts.service.js');
    const { SessionsService } = await program('access/sessions.service.js');
    const { theService } = await program('access/audit.service.js');
    const grant = { organisationId: null, inspectorateId: null, chair: false, fromOn: '2020-01-01', toOn: null };
    const account = {
      name,
      email: `${name.toLowerCase().replaceAll(' ', '-')}@turnaround.example`,
      passwordHash: null,
      status: 'active',
    };
    const made = await service.app
      .get(AccountsService, { strict: false })
      .add(theService, account, [{ ...grant, role: 'researcher' }]);
    const token = await service.app.get(SessionsService, { strict: false }).start(made.id, 'The bench');
    return `turnaround=${token}`;
  } finally {
    await service.close();
  }
}
