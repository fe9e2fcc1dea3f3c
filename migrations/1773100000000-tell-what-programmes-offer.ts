import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How the case library told them among roles, and how it tells them among what No Wrong Door offers. */
const moved = [
  [
    'Community foster families, and hosts of supported lodgings and supported accommodation',
    'Community foster families, supported lodgings and supported accommodation',
  ],
  ['Each hub works with about 40 young people at a time', 'Each hub works with about 40 young people at a time'],
] as const;

/** What a programme offers, and for how many, is no role: two statements of the library stood among the roles. */
export class TellWhatProgrammesOffer1773100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [asRole, asOffer] of moved) await change(runner, ['role', asRole], ['offer', asOffer]);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [asRole, asOffer] of moved) await change(runner, ['offer', asOffer], ['role', asRole]);
  }
}

type Told = readonly [kind: string, text: string];

const change = (runner: QueryRunner, [kind, text]: Told, [newKind, newText]: Told): Promise<unknown> =>
  runner.query(
    `UPDATE "programme_element" SET "kind" = '${newKind}', "text" = '${newText}' WHERE "kind" = '${kind}' AND "text" = '${text}'`,
  );
