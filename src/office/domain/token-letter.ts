/** A token for programs that ends soon: how it was called, and its last day, ready to read. */
export type EndingToken = { readonly ref: string; readonly name: string; readonly until: string };

type Whom = { readonly name: string; readonly publicUrl: string };

/** The letter that says which of a person’s tokens end soon. It holds no token, and no link that does anything by itself. */
export function tokenLetter(
  tokens: readonly EndingToken[],
  { name, publicUrl }: Whom,
): { readonly subject: string; readonly text: string } {
  const [first] = tokens;
  const isOne = tokens.length === 1;
  return {
    subject:
      isOne && first ? `A token of yours ends on ${first.until}` : `${tokens.length} tokens of yours end within a week`,
    text: [
      `Hello ${name},`,
      isOne
        ? 'A token with which a program reads Turnaround for you ends soon:'
        : 'Tokens with which programs read Turnaround for you end soon:',
      tokens.map((token) => `- ${token.name} (${token.ref}): its last day is ${token.until}`).join('\n'),
      'The program is refused from the day after. If you still need it, sign in, make another token and give it to the program:',
      `${publicUrl}/account/tokens`,
      'If you no longer need it, do nothing. Nobody will ever ask you for a token by letter.',
    ].join('\n\n'),
  };
}
