import type { INestApplicationContext } from '@nestjs/common';
import { theService } from '../../src/access/audit.service.js';
import { ReviewsQueries } from '../../src/boards/data/reviews.queries.js';
import { ReviewsService } from '../../src/boards/reviews.service.js';
import { viewsFolder } from '../../src/config/paths.js';
import type { CalendarDay } from '../../src/kernel/calendar-day.js';
import type { PackFacts } from '../../src/overview/domain/pack/pack-facts.js';
import { packForms } from '../../src/overview/domain/pack/pack-data.js';
import { packOf } from '../../src/overview/pages/pack-book.page.js';
import { packHtml } from '../../src/overview/pages/pack-html.page.js';
import { withStyle } from '../../src/overview/pages/pack-style.js';
import { compileViews } from '../../src/shell/handlebars.js';
import { aReview, given } from './a-board.js';
import { aPackMilestone, packFacts } from './pack-facts.js';

const views = compileViews(viewsFolder, { strict: true });

/** A meeting of a board whose pack is issued, with the facts given: as the service prints it, in both forms. */
export async function anIssuedPack(
  record: { readonly get: INestApplicationContext['get'] },
  boardRef: string,
  heldOn: CalendarDay,
  facts: PackFacts = packFacts({ milestones: [aPackMilestone(1)] }),
): Promise<{ readonly reviewRef: string; readonly refs: readonly string[] }> {
  const { ref } = await aReview(record, boardRef, { heldOn });
  const reviews = record.get(ReviewsService);
  const version = async () => (await record.get(ReviewsQueries).byRef(ref))?.version ?? 0;
  given(await reviews.collect(theService, { ref, version: await version() }));
  const frozen = given(
    await reviews.freeze(theService, { ref, version: await version() }, (stamps, { hashOf, review }) =>
      Promise.resolve(
        packForms.map((form) => {
          const pack = packOf({
            facts: { ...facts, review: { ref, heldOn } },
            before: null,
            title: {
              ...stamps[form],
              board: review.boardName,
              organisation: review.organisationName,
              place: review.place,
              supersedes: null,
            },
          });
          const dataJson = JSON.stringify(pack);
          const hash = hashOf(dataJson);
          const html = withStyle(views.render('overview/pack/book', packHtml(pack, hash)), pack, hash);
          return { form, dataJson, html };
        }),
      ),
    ),
  );
  return { reviewRef: ref, refs: frozen.map((pack) => pack.ref) };
}
