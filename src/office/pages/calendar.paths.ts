/** Where the working-day calendar is kept. */
export const calendarPaths = {
  calendar: (year?: number) => (year === undefined ? '/admin/calendar' : `/admin/calendar?year=${year}`),
  days: () => '/admin/calendar/days',
  day: (id: string) => `/admin/calendar/days/${id}`,
  withdrawal: (id: string) => `/admin/calendar/days/${id}/withdrawal`,
  reinstatement: (id: string) => `/admin/calendar/days/${id}/reinstatement`,
};
