/** What is known of a link that lets somebody in once. */
export type LinkTold = {
  readonly purpose: 'set-up' | 'invitation' | 'reset';
  readonly name: string;
  readonly token: string;
  /** When it stops to work, ready to read. */
  readonly until: string;
};

export type LinkLetter = { readonly subject: string; readonly text: string };

/** The letter that brings the link. It says what it is for and names nobody else. */
export function linkLetter({ purpose, name, token, until }: LinkTold, publicUrl: string): LinkLetter {
  if (purpose === 'invitation')
    return {
      subject: 'You are invited to Turnaround',
      text: [
        `Hello ${name},`,
        'An administrator of Turnaround, the record of public-service failure and recovery, has made you an account. Choose a password here to take it over:',
        `${publicUrl}/invitations/${token}`,
        `The address works once, until ${until}. If you did not expect this, do nothing: nobody else can use your account.`,
      ].join('\n\n'),
    };
  return {
    subject: 'Choose a new password for Turnaround',
    text: [
      `Hello ${name},`,
      'Somebody, probably you, asked to choose a new password for your account. Do it here:',
      `${publicUrl}/reset/${token}`,
      `The address works once, until ${until}. If it was not you, do nothing: your password stays as it is.`,
    ].join('\n\n'),
  };
}
