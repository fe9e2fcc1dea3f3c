/** What a warning sign was seen in. */
export const warningKinds = {
  internal_report: 'Internal report',
  regulator_report: 'Audit or regulator report',
  earlier_inspection: 'Earlier inspection',
  outlier_data: 'Outlier data',
  performance_data: 'Performance data',
  demand_or_workforce: 'Demand or workforce data',
  money: 'Money',
  leadership_or_political_change: 'Leadership or political change',
  serious_incident: 'Serious incident',
  staff_voice: 'Staff voice',
  ombudsman_or_complaint: 'Ombudsman or complaint',
  peer_review: 'Peer review',
  data_quality: 'Data quality',
} as const;
export type WarningKind = keyof typeof warningKinds;
