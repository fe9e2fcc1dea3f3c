/** Where administrators look after the limits of signals, and everybody reads them. */
export const thresholdPaths = {
  index: () => '/admin/thresholds',
  signal: (key: string) => `/admin/thresholds/signals/${key}`,
  request: (id: string) => `/admin/thresholds/requests/${id}`,
  agreement: (id: string) => `/admin/thresholds/requests/${id}/agreement`,
  closing: (id: string) => `/admin/thresholds/requests/${id}/closing`,
  methods: () => '/methods/signals',
  /** How one signal is read. */
  method: (key: string) => `/methods/signals#${key}`,
};
