import type { EpisodeArea } from '../../vocabulary/domain/episode-areas.js';

/** One test of failure: an area in one of these grades, or a category put on top of them. */
export type FailureTest = { readonly area: string; readonly grades: readonly string[] } | { readonly category: string };

/** An area that a framework judges. A conditional one is judged only where it applies, such as a sixth form. */
export type FrameworkAreaRule = { readonly key: string; readonly isOverall: boolean; readonly conditional?: boolean };

/**
 * What a framework says failure is. `formalFailure` are the tests that its own text makes a formal failure, any one of
 * which is enough; `seriousFindings` those that are serious and, by themselves, no formal failure.
 */
export type FrameworkRules = {
  readonly key: string;
  readonly formalFailure: readonly FailureTest[];
  readonly seriousFindings: readonly FailureTest[];
  readonly areas: readonly FrameworkAreaRule[];
};

/** A framework as its reference file holds it, so far as the rules of failure need it. */
export type FrameworkReference = {
  readonly key: string;
  readonly formalFailure: { readonly anyOf: readonly FailureTest[] };
  readonly seriousFindings: { readonly anyOf: readonly FailureTest[] };
  readonly judgementAreas: readonly {
    readonly key: string;
    readonly isOverall: boolean;
    readonly conditional?: boolean;
  }[];
};

export const frameworkRules = (framework: FrameworkReference): FrameworkRules => ({
  key: framework.key,
  formalFailure: framework.formalFailure.anyOf,
  seriousFindings: framework.seriousFindings.anyOf,
  areas: framework.judgementAreas.map(({ key, isOverall, conditional }) => ({
    key,
    isOverall,
    conditional: conditional ?? false,
  })),
});

export const isCategoryTest = (test: FailureTest): test is { readonly category: string } => 'category' in test;

/**
 * Which part of a body's work each framework speaks of: the area of an episode that it may open. Health oversight and
 * segmentation speak of how a whole body is run; ratings of care speak of the care.
 */
export const episodeAreaOfFramework: Readonly<Record<string, EpisodeArea>> = {
  ofsted_apa_2005: 'children',
  ofsted_csa_2009: 'children',
  ofsted_slac_2009: 'children',
  ofsted_cp_2012: 'children',
  ofsted_sif_2013: 'children',
  ofsted_ilacs_2018: 'children',
  ofsted_ilacs_2023: 'children',
  ofsted_ilacs_2026: 'children',
  ofsted_jtai: 'children',
  dfe_childrens_services_intervention: 'children',
  send_2016: 'send',
  send_2023: 'send',
  ofsted_s5_2005: 'standards',
  ofsted_s5_2009: 'standards',
  ofsted_s5_2012a: 'standards',
  ofsted_s5_2012: 'standards',
  ofsted_cif_2015: 'standards',
  ofsted_eif_2019: 'standards',
  ofsted_eif_2024: 'standards',
  ofsted_rc_2025: 'standards',
  ofsted_fe_eif_2019: 'standards',
  ofsted_fe_rc_2025: 'standards',
  dfe_school_intervention: 'standards',
  dfe_college_intervention: 'standards',
  estyn_2010: 'standards',
  estyn_2022: 'standards',
  ed_scot: 'standards',
  eti_pre2017: 'standards',
  eti_isef_2017: 'standards',
  eti_2024: 'standards',
  dfe_notice_to_improve: 'finance',
  council_financial_distress: 'finance',
  ac_use_of_resources: 'finance',
  local_audit_vfm: 'finance',
  cqc_kloe_2014: 'safety',
  cqc_saf_2023: 'safety',
  cqc_sector_2026: 'safety',
  ofsted_sccif_homes: 'safety',
  ciw_silent: 'safety',
  ciw_2025: 'safety',
  ci_scot_2018: 'safety',
  ci_scot_2008: 'safety',
  hiw_srsi: 'safety',
  rqia: 'safety',
  cqc_la_2023: 'adults',
  dhsc_asc_intervention: 'adults',
  csci_council_stars: 'adults',
  nhs_stars_2001: 'corporate',
  hcc_ahc_2006: 'corporate',
  monitor_cf: 'corporate',
  monitor_raf: 'corporate',
  nhsi_sof_2016: 'corporate',
  nhs_sof_2021: 'corporate',
  nhs_nof_2022: 'corporate',
  nhs_nof_2025: 'corporate',
  wales_nhs_2014: 'corporate',
  wales_nhs_2024: 'corporate',
  nhs_scot_old: 'corporate',
  nhs_scot: 'corporate',
  cpa_2002: 'corporate',
  cpa_2005: 'corporate',
  caa_2009: 'corporate',
  ac_cgi: 'corporate',
  best_value_1999: 'corporate',
  best_value: 'corporate',
  scot_best_value: 'corporate',
  rsh_gv: 'housing',
  rsh_consumer: 'housing',
  shr: 'housing',
  hmic_peel_2014: 'policing',
  hmicfrs_peel_2021: 'policing',
  hmicfrs_peel_2023: 'policing',
  hmicfrs_peel_2025: 'policing',
  hmicfrs_engage: 'policing',
  hmicfrs_frs_2018: 'fire',
  hmicfrs_frs_2023: 'fire',
  hmip_probation_2018: 'justice',
  hmip_probation_2023: 'justice',
  hmip_prisons: 'justice',
};

/**
 * The area that a judgement speaks of when no framework is on record and only its scale is known: that of the
 * frameworks that use the scale, where all of them agree; otherwise null, and the judgement joins no sequence.
 */
export function episodeAreaOfScale(
  scale: string,
  frameworks: readonly { readonly key: string; readonly scaleKey: string }[],
): EpisodeArea | null {
  const areas = new Set(
    frameworks.filter(({ scaleKey }) => scaleKey === scale).map(({ key }) => episodeAreaOfFramework[key] ?? null),
  );
  const [only] = areas;
  return areas.size === 1 ? (only ?? null) : null;
}
