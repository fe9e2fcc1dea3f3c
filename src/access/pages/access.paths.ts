export const accessPaths = {
  signIn: '/sign-in',
  signOut: '/sign-out',
} as const;
