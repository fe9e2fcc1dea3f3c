import type { Actor } from '../../src/access/audit.service.js';
import type { Grant, Role } from '../../src/access/domain/roles.js';
import { day } from '../../src/kernel/calendar-day.js';

let made = 0;

/** Somebody who acts with these grants: for services, where no session is needed. */
export function anActor(role: Role, grant: Partial<Grant> = {}): Actor {
  made += 1;
  const ref = `AC-9${String(made).padStart(3, '0')}`;
  const grants = [
    { role, organisationId: null, inspectorateId: null, chair: false, fromOn: day('2020-01-01'), toOn: null, ...grant },
  ];
  return {
    name: ref,
    role,
    requestId: null,
    account: { id: `account-${made}`, ref, name: `Person ${made}`, email: `${ref}@turnaround.example`, grants },
  };
}
