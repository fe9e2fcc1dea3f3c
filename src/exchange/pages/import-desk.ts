import { Injectable, NotFoundException } from '@nestjs/common';
import type { Actor } from '../../access/audit.service.js';
import { AccountsQueries } from '../../access/data/accounts.queries.js';
import { may } from '../../access/domain/account.js';
import type { Tried } from '../../shell/form/form.js';
import { formatMoment } from '../../shell/format.js';
import type { Notice } from '../../shell/layout.js';
import type { Notification } from '../../shell/parts.js';
import { Remembered } from '../../shell/remembered.js';
import type { ImportRow, StagedImportRow } from '../data/import.row.js';
import { ImportsQueries } from '../data/imports.queries.js';
import { shrunken } from '../domain/shrunken.js';
import { type ImportState, isOpen } from '../domain/staged-import.js';
import { RunningImportsService } from '../running-imports.service.js';
import { StagingImportsService } from '../staging-imports.service.js';
import type { TriedForm } from './import-look.page.js';
import { importPage, type ImportPage } from './import.page.js';

/** So many refused rows stand on the page of a file; the rest has a page of its own. */
const refusedShown = 10;

/** So many of what it made; the rest has a page of its own, too. */
const madeShown = 10;

export type LookOptions = {
  readonly said?: Notification | null;
  readonly isStill?: boolean;
  /** Somebody else was faster. */
  readonly isChanged?: boolean;
  readonly tried?: { readonly which: TriedForm; readonly what: NonNullable<Tried> };
};

/** Gathers what the page of a file says. */
@Injectable()
export class ImportDesk {
  readonly #counts: Remembered<number>;

  constructor(
    private readonly queries: ImportsQueries,
    private readonly staging: StagingImportsService,
    private readonly running: RunningImportsService,
    private readonly accounts: AccountsQueries,
  ) {
    this.#counts = new Remembered(() => queries.version());
  }

  /** How many inspections of an import stand on the record: counted once until something is committed. */
  countMade(batchId: string): Promise<number> {
    return this.#counts.of(batchId, () => this.queries.countMade(batchId));
  }

  /** A file that was brought here, an import of the command line, or both; otherwise there is nothing at the address. */
  async find(ref: string): Promise<{ staged: StagedImportRow | null; imported: ImportRow | null }> {
    const staged = await this.queries.staged(ref);
    const imported = staged && staged.state !== 'applied' ? null : await this.queries.imported(ref);
    if (!staged && !imported) throw new NotFoundException();
    return { staged, imported };
  }

  async page(
    actor: Actor,
    ref: string,
    { said = null, isStill = false, isChanged = false, tried }: LookOptions = {},
  ): Promise<ImportPage> {
    const { staged, imported } = await this.find(ref);
    const state = staged ? this.running.standing(staged) : 'applied';
    const profile = this.staging.profile(imported?.profile ?? staged?.profile ?? null);
    const issues = await this.queries.countIssues(ref);
    const people = [staged?.recordedBy, staged?.begunBy, staged?.endedBy, imported?.importedBy];
    const names = await this.accounts.namesOf(people.filter((one) => typeof one === 'string'));
    return importPage({
      ref,
      staged,
      imported,
      state,
      profiles: this.staging.profiles,
      preview: staged && isOpen(state) ? this.staging.preview(staged) : [],
      names,
      issues,
      refused:
        issues.refused === 0
          ? []
          : await this.queries.issues({ ref, outcome: 'refused' }, { limit: refusedShown, offset: 0 }),
      howFar: this.running.howFar(ref),
      shrunken: staged && isOpen(state) ? await this.#shrunken(staged) : null,
      sameFile: staged && isOpen(state) ? await this.queries.sameFile(staged.fileSha256) : null,
      source: imported && profile ? await this.queries.sourceOf(profile.title, profile.publisher) : null,
      made: imported ? await this.queries.made(imported.id, { limit: madeShown, offset: 0 }) : [],
      madeCount: imported ? await this.countMade(imported.id) : 0,
      mayRun: may(actor.account ?? null, 'imports.run'),
      isStill,
      said,
      notices: isChanged ? [changedWords(staged, state, names)] : [],
      tried: tried ?? null,
    });
  }

  async #shrunken({ profile, counts }: StagedImportRow) {
    return profile && counts
      ? shrunken(counts.rows, await this.queries.lastOf(profile), this.staging.profile(profile)?.smallest)
      : null;
  }
}

const doing: Partial<Record<ImportState, string>> = {
  checking: 'began to check it',
  applying: 'began to bring it in',
  applied: 'brought it in',
  set_aside: 'put it aside',
};

/** Who was faster, and with what. */
function changedWords(staged: StagedImportRow | null, state: ImportState, names: ReadonlyMap<string, string>): Notice {
  const did = doing[state];
  const isOver = state === 'applied' || state === 'set_aside';
  const [by, at] = isOver ? [staged?.endedBy, staged?.endedAt] : [staged?.begunBy, staged?.begunAt];
  return {
    text:
      did && by && at
        ? `${names.get(by) ?? by} ${did} at ${formatMoment(at)}. What you asked for was not done.`
        : 'Someone changed this import meanwhile. What you asked for was not done. Look at it again.',
  };
}
