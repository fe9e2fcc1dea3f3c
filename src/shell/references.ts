/** A public reference, such as `EP-0012`; a name such as `CS-2026-03` is none. */
const reference = /\b[A-Z]{2}-\d{4,}(?![\w-])/g;

/**
 * Text that is escaped already, with each reference in a span of its own: browsers break a line at its hyphen otherwise.
 * The hyphen stays what it is, so that what is copied is found by search.
 */
export const withReferencesWhole = (escaped: string): string =>
  escaped.includes('-') ? escaped.replaceAll(reference, '<span class="ref">$&</span>') : escaped;
