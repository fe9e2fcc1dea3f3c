/** Where administrators look after framework versions. */
export const versionPaths = {
  index: () => '/admin/frameworks',
  new: () => '/admin/frameworks/new',
  copy: (key: string) => `/admin/frameworks/new?copy=${key}`,
  drafts: () => '/admin/frameworks/drafts',
  draft: (id: string) => `/admin/frameworks/drafts/${id}`,
  edit: (id: string) => `/admin/frameworks/drafts/${id}/edit`,
  agreement: (id: string) => `/admin/frameworks/drafts/${id}/agreement`,
  dropping: (id: string) => `/admin/frameworks/drafts/${id}/dropping`,
  version: (key: string) => `/admin/frameworks/versions/${key}`,
  meanings: (key: string) => `/admin/frameworks/versions/${key}/meanings`,
  closing: (key: string) => `/admin/frameworks/versions/${key}/closing`,
};
