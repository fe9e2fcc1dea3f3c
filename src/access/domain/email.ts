/** An address as it is told apart from others: without spaces around it, in lower case. */
export const emailKey = (text: string): string => text.trim().toLowerCase();
