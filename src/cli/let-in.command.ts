import { theService } from '../access/audit.service.js';
import { AccountsQueries } from '../access/data/accounts.queries.js';
import { emailKey } from '../access/domain/email.js';
import { ManagingAccountsService } from '../access/managing-accounts.service.js';
import { Settings } from '../config/settings.js';
import { type Command, CommandRefusal } from './command.js';

/** For whoever runs the machine: lets an administrator back in when none of them can make the link. */
export const letInCommand: Command = {
  name: 'let-in',
  usage: 'let-in EMAIL',
  purpose: 'print a link with which the person of an account chooses a new password',
  run: async (app, [email], { say }) => {
    if (!email) throw new CommandRefusal('Write the email address of the account: let-in ada@council.example');
    const account = await app.get(AccountsQueries, { strict: false }).byEmail(emailKey(email));
    if (!account) throw new CommandRefusal(`There is no account with the address ${email}.`);
    const purpose = account.status === 'invited' ? 'invitation' : 'reset';
    const made = await app.get(ManagingAccountsService, { strict: false }).makeLink(theService, account.ref, purpose);
    if (!made.ok)
      throw new CommandRefusal(`The account of ${account.name} is disabled. An administrator can enable it.`);
    const path = purpose === 'invitation' ? 'invitations' : 'reset';
    const { publicUrl } = app.get(Settings, { strict: false }).values;
    say(`${account.name} chooses a password at ${publicUrl}/${path}/${made.value.token}`);
    say('The address works once. Give it to nobody else.');
    return 0;
  },
};
