/** What kind of thing a free-standing entry of the timeline is. */
export const eventKinds = {
  election_or_political_change: 'Election or political change',
  appointment_or_departure: 'Appointment or departure',
  incident: 'Incident',
  publication: 'Publication',
  court_or_inquiry: 'Court or inquiry',
  reorganisation: 'Reorganisation',
  money: 'Money',
  other: 'Other',
} as const;
export type EventKind = keyof typeof eventKinds;
