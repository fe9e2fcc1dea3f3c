import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { libraryFolder } from '../config/paths.js';
import type { Result } from '../kernel/result.js';
import { acceptPassword, ownWordsOf, type PasswordRefusal } from './domain/password.js';

/** Says whether a person may have a password. */
@Injectable()
export class PasswordRulesService {
  #common: ReadonlySet<string> | null = null;

  /** The password in the form in which it is kept and compared, or why it may not stand. */
  accept(
    password: string,
    person: { readonly name: string; readonly email: string; readonly hasSecondFactor: boolean },
  ): Result<string, PasswordRefusal> {
    this.#common ??= new Set(
      readFileSync(join(libraryFolder('access'), 'common-passwords.txt'), 'utf8')
        .split('\n')
        .filter(Boolean),
    );
    const common = this.#common;
    return acceptPassword(password, {
      hasSecondFactor: person.hasSecondFactor,
      ownWords: ownWordsOf(person),
      isCommon: (text) => common.has(text),
    });
  }
}
