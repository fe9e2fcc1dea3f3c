/** Where whoever runs the service sees how it is. */
export const healthPaths = {
  show: () => '/admin/health',
  verification: () => '/admin/health/verification',
  letter: (id: string) => `/admin/health/letters/${id}`,
  retry: (id: string) => `/admin/health/letters/${id}/retry`,
  drop: (id: string) => `/admin/health/letters/${id}/removal`,
};
