/**
 * The publications that ship with a profile, in the order in which they are brought in: registers before what was
 * judged, and editions of one series from the oldest on. Paths are those within the folder of publications.
 */
export const publications = [
  ['uk-local-authorities', 'registers/uk_local_authorities_current.csv'],
  ['uk-authority-gss-codes', 'registers/lookup_gss_to_registry.csv'],
  ['uk-authority-names', 'registers/lookup_name_to_registry.csv'],
  ['ofsted-authorities', 'registers/d2i_la_lookup.csv'],
  ['nhs-trusts', 'registers/ods_etr_nhs_trusts_2022.csv'],
  ['ofsted-ilacs-history', 'ofsted_la_childrens_services/ilacs_history_2026-08-21.csv'],
  ['ofsted-la-overall-history', 'ofsted_la_childrens_services/la_overall_history_2012_2026_DERIVED.csv'],
  ['ofsted-ilacs-overview', 'ofsted_la_childrens_services/overview_as_published_2023-08-17.xlsx'],
  ['ofsted-ilacs-overview', 'ofsted_la_childrens_services/overview_as_published_2025-02-13.xlsx'],
  ['ofsted-ilacs-overview', 'ofsted_la_childrens_services/ilacs_overview_2026-08-21.xlsx'],
  ['ofsted-la-outcomes', 'ofsted_la_childrens_services/ofsted_la_outcomes_2023.csv'],
  ['school-register', 'ofsted_schools/school_register_2018.csv'],
  ['ofsted-school-judgements', 'ofsted_schools/judgements_2005_2020.csv'],
  ['ofsted-school-management-information', 'ofsted_schools/mi_oxfordshire_2017-12-31.csv'],
  ...Array.from({ length: 8 }, (_, index) => [
    'ofsted-social-care-providers',
    `ofsted_social_care/provider_at_march_${2015 + index}.csv`,
  ]),
  ['cqc-non-care-home-history', 'cqc/all_inspections_non_care_homes_2014_2025.csv'],
  ['cqc-locations-export', 'cqc/locations_export_head1000.csv'],
  ['cqc-care-directory', 'cqc/care_directory_header_example.ods'],
  ['cqc-api-locations', 'cqc/api_location_details_oldham.zip'],
  ['care-inspectorate-register', 'scotland_care_inspectorate/datastore_2018-12-31.csv.gz'],
  ['care-inspectorate-register', 'scotland_care_inspectorate/datastore_2020-03-31.csv.gz'],
  ['section-114-notices', 'interventions/section_114_notices_2018_2023.csv'],
  ['exceptional-financial-support', 'interventions/exceptional_financial_support_2020_2027.csv'],
];

/** An edition that was published broken: it is refused as a whole. */
export const broken = ['ofsted-ilacs-overview', 'ofsted_la_childrens_services/overview_as_published_2025-02-11.xlsx'];
