import type { INestApplicationContext } from '@nestjs/common';
import { AccountsService } from '../../src/access/accounts.service.js';
import { type PersonActing, theService } from '../../src/access/audit.service.js';
import type { CodedValue, NoValue } from '../../src/research/domain/coding.js';
import { CodingReader } from '../../src/research/coding-reader.service.js';
import { CodingsService } from '../../src/research/codings.service.js';
import { aGrant } from './a-person.js';
import { given } from './a-plan.js';

/** What a coder writes: a value, or why there is none. */
type Code = string | { readonly noValue: NoValue };
/** What two coders write of a field, case by case; undefined: it is left out. */
export type CodedField = readonly (readonly [first: Code | undefined, second: Code | undefined])[];

const coded = (field: string, code: Code): CodedValue => ({
  field,
  ...(typeof code === 'string' ? { value: code, noValue: null } : { value: null, noValue: code.noValue }),
  confidence: 'high',
  note: null,
  source: 'SO-0001',
});

async function aCoder(get: INestApplicationContext['get'], number: number): Promise<PersonActing> {
  const grants = [aGrant({ role: 'researcher' })];
  const about = { name: `Coder ${number}`, email: `coder-${number}@turnaround.example`, passwordHash: null };
  const { id, ref } = await get(AccountsService).add(theService, { ...about, status: 'active' }, grants);
  return { name: ref, role: 'researcher', requestId: null, account: { id, ref, ...about, grants } };
}

/** Two researchers code these cases to the end, through the services; gives them. */
export async function codedByTwo(
  get: INestApplicationContext['get'],
  episodes: readonly string[],
  fields: Readonly<Record<string, CodedField>>,
): Promise<readonly [PersonActing, PersonActing]> {
  const [codings, reader] = [get(CodingsService), get(CodingReader)];
  const coders = [await aCoder(get, 1), await aCoder(get, 2)] as const;
  for (const [place, episodeId] of episodes.entries())
    for (const [index, coder] of coders.entries()) {
      given(await codings.begin(coder, episodeId));
      const codes = Object.entries(fields).flatMap(([field, held]) => {
        const code = held[place]?.[index];
        return code === undefined ? [] : [coded(field, code)];
      });
      for (const value of codes) given(await codings.code(coder, episodeId, { value, version: 0 }));
      const own = (await reader.ofEpisode(episodeId)).codings.find(({ accountId }) => accountId === coder.account.id);
      given(await codings.finish(coder, episodeId, own?.version ?? 0));
    }
  return coders;
}
