/** The routes that take files, each as its feature names it. Everywhere else a form with files is not read. */
export const uploadRoutes: readonly RegExp[] = [
  /^\/inspections\/[^/]+\/evidence\/[^/]+$/,
  /^\/plans\/[^/]+\/milestones\/[^/]+\/evidence\/new$/,
  /^\/measures\/[^/]+\/values\/upload$/,
  /^\/plans\/[^/]+\/import$/,
  /^\/reviews\/[^/]+\/pack\/supplements$/,
  /^\/imports\/new$/,
];
