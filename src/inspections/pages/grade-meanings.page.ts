import { form, prose, type Tried } from '../../shell/form/form.js';
import { bands } from '../domain/grade-scale.js';
import type { MeantGrades } from '../grade-meanings.service.js';
import { mostMeanings } from './framework-versions.form.js';
import { versionPaths } from './framework-versions.paths.js';
import type { Sheet } from './sheet.js';
import { home, bare } from './framework-frame.page.js';

/** What each grade of a version means, in the words of its text. */
export function meaningsPage({
  framework,
  grades,
  version,
  tried = null,
}: MeantGrades & { readonly tried?: Tried }): Sheet {
  const model = form({
    action: versionPaths.meanings(framework.key),
    button: 'Save the meanings',
    tried,
    version,
    fields: grades.slice(0, mostMeanings).map(({ label, band, meaning }, index) =>
      prose({
        name: `meaning${index + 1}`,
        label,
        hint: band === 'none' ? 'No band.' : `${bands[band]} (our band).`,
        value: meaning,
        rows: 3,
      }),
    ),
    cancel: { text: 'Cancel', href: versionPaths.version(framework.key) },
  });
  return {
    ...bare,
    title: `What its grades mean: ${framework.title}`,
    breadcrumbs: [home, { text: framework.title, href: versionPaths.version(framework.key) }],
    errors: model.errors,
    blocks: [
      {
        id: 'meanings',
        paragraphs: [
          'Copy them from the text of the framework, word for word. Inspectors read them beside each grade when they choose one. Leave empty what the text does not say.',
        ],
        form: model,
      },
    ],
  };
}
