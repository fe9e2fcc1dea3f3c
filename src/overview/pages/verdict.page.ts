import { explainVerdict } from '../../inspections/domain/failing.js';
import type { InspectionFact } from '../domain/dossier.js';
import { judgedInspection } from '../domain/judged.js';
import { spoken } from './dossier-words.page.js';

/** The verdict of the rule, with areas and grades under their published names. */
export function verdictWords(inspection: InspectionFact): string {
  const areas = new Map(inspection.framework?.areas.map(({ key, label }) => [key, label]));
  const said = new Map(inspection.judgements.map(({ areaKey, areaText }) => [areaKey, areaText]));
  const labels = new Map(
    inspection.judgements.flatMap(({ grade, label }) =>
      grade ? [[`${grade.scale} ${grade.key}`, label ?? grade.label]] : [],
    ),
  );
  return explainVerdict(judgedInspection(inspection), {
    area: (key) => areas.get(key) ?? said.get(key) ?? spoken(key),
    grade: ({ scale, key }) => labels.get(`${scale} ${key}`) ?? spoken(key),
    category: spoken,
  });
}
