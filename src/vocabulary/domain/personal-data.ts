/** What in a text looks as if it could identify a person. */
export type PersonalDataSign =
  | 'name'
  | 'date_of_birth'
  | 'nhs_number'
  | 'pupil_number'
  | 'national_insurance_number'
  | 'case_number'
  | 'postcode'
  | 'initials'
  | 'email'
  | 'phone';

const people =
  'child|baby|infant|boy|girl|young person|pupil|student|patient|resident|tenant|prisoner|mother|father|mum|dad|parent|carer|foster carer|brother|sister|son|daughter|grandmother|grandfather|social worker|teacher|nurse|doctor';
const person = `(?:${people})`;

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const date = `(?:\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}(?:st|nd|rd|th)?\\s+${month}\\s+\\d{4})`;

/** Words that begin with a capital after a person word and are no name: "the child Protection Plan". */
const noName =
  '(?!(?:Act|And|At|Board|Care|Centre|Conference|Council|Court|Education|Experience|For|Group|Health|Hospital|House|In|Is|NHS|Of|On|Order|Panel|Performance|Plan|Practice|Protection|Register|Review|Safeguarding|School|Service|Services|Social|Support|Survey|Team|The|To|Unit|Voice|Was|Were|Who|With|Work|Workers)\\b)';

const signs: Readonly<Record<Exclude<PersonalDataSign, 'nhs_number'>, readonly RegExp[]>> = {
  name: [
    /\b(?:Mr|Mrs|Miss|Ms|Mx|Dr|Master)\.?\s+[A-Z][a-z'’-]+/,
    new RegExp(`\\b[Cc]alled\\s+${noName}[A-Z][a-z'’-]+`),
    new RegExp(`\\b(?:[Nn]amed|[Nn]ame is|${people})[,:]?\\s+${noName}[A-Z][a-z'’-]{1,}(?:\\s+[A-Z][a-z'’-]+)?`),
  ],
  date_of_birth: [
    new RegExp(`\\b(?:d\\.?\\s?o\\.?\\s?b\\.?|date of birth|born(?:\\s+on)?|birthday)\\W{0,4}${date}`, 'i'),
    new RegExp(`\\b${person}\\W+(?:[\\w']+\\W+){0,3}${date}\\W+birth`, 'i'),
  ],
  pupil_number: [/\b[A-HJ-NP-RT-Z]\d{11}[A-HJ-NP-RT-Z\d]\b/],
  national_insurance_number: [/\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b/],
  case_number: [
    /\b(?:case|file|client|patient|hospital|pupil|record|system|LCS|Mosaic|Liquidlogic)\s?(?:no\.?|number|ref(?:erence)?\.?|id)\s*[:#]?\s*[A-Z]{0,4}[-/]?\d{3,}/i,
  ],
  postcode: [/\b(?:[A-Z]{1,2}\d[A-Z\d]?)\s?\d[ABD-HJLNP-UW-Z]{2}\b/],
  initials: [/\b(?:[Cc]hild|[Pp]upil|[Pp]atient|[Rr]esident|[Yy]oung person)\s+[A-Z]{1,3}\b(?!['’.]?[a-z])/],
  email: [/\b[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]+\b/],
  phone: [/(?:\+44\s?|\b0)7\d{3}\s?\d{3}\s?\d{3}\b/],
};

/**
 * What in these words could identify a person: a name with a title or after a word for a person, a date of birth, an
 * NHS, pupil, insurance or case number, a postcode, initials such as "Child A", an email address or a mobile number.
 * It is a reader's first look, not a proof: it overlooks a bare name, and a person who has read the words may overrule
 * it.
 */
export function personalDataIn(text: string): readonly PersonalDataSign[] {
  const found = (Object.keys(signs) as Exclude<PersonalDataSign, 'nhs_number'>[]).filter((sign) =>
    signs[sign].some((pattern) => pattern.test(text)),
  );
  return hasNhsNumber(text) ? [...found, 'nhs_number'] : found;
}

/** Ten digits, in one run or as 3 3 4, whose last is the check digit of the others (modulus 11). */
function hasNhsNumber(text: string): boolean {
  for (const [match] of text.matchAll(/(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)/g)) {
    const digits = [...match.replaceAll(/\D/g, '')].map(Number);
    const sum = digits.slice(0, 9).reduce((total, digit, index) => total + digit * (10 - index), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check !== 10 && check === digits[9]) return true;
  }
  return false;
}
