/** Where the audit trail lives. */
export const auditPaths = {
  index: () => '/admin/audit',
  checks: () => '/admin/audit/checks',
  exports: () => '/admin/audit/exports',
  archives: () => '/admin/audit/archives',
};
