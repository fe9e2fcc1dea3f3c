/** Words that are part of a post and hardly ever of a name. */
const postWords = new Set(
  `accountant adviser advisor agency analyst assistant assurance audit board business care cabinet chair chairman chief
  children childrens clerk commissioner commissioning committee communications comms consultant coordinator co-ordinator
  corporate council councillor county dcs deputy designated director directorate doctor early education executive
  executives family families finance financial front governance governor group head headteacher health help hr
  human improvement independent interim it janitor joint lead leader leadership learning legal manager managers
  medical member midwife midwifery monitoring nhs nurse nursing office officer officers operations organisational
  partner partners partnership people performance permanent placement planning police policy portfolio practice
  president principal programme project protection provider quality reception recruitment registrar resources
  responsible review reviewing safeguarding school schools secretary section senior service services social
  solicitor staff strategic strategy supervisor support systems talent team teams treasurer trust unit vice virtual
  warden worker workers workforce workstream`
    .split(/\s+/)
    .filter(Boolean),
);

const title = /^(?:mr|mrs|miss|ms|mx|dr|prof|professor|cllr|councillor|sir|dame|lord|lady)\.?\s+[A-Z]/i;
const nameWord = /^[A-Z][a-zà-öø-ÿ'’-]*[a-zà-öø-ÿ]$|^(?:Mc|Mac|O['’])[A-Z][a-z]+$|^[A-Z]\.?$/;

/**
 * Whether an owner in a spreadsheet looks like a person's name rather than a post ("Jane Smith", "J. Smith", "Cllr
 * Khan", against "Head of service", "DCS"). It is a reader's first look: a name of one word and a post without any
 * known word are mistaken for each other, and a person who has read it may overrule it.
 */
export function looksLikeName(owner: string): boolean {
  return owner.split(/[/&;,+\n]|\band\b/).some((part) => isName(part.trim()));
}

function isName(text: string): boolean {
  const bare = text.endsWith(')') ? text.slice(0, Math.max(text.lastIndexOf('('), 0)).trimEnd() : text;
  if (title.test(bare)) return true;
  const words = bare.split(/\s+/).filter(Boolean);
  if (words.length < 2 || words.length > 4) return false;
  if (words.some((word) => postWords.has(word.toLowerCase().replaceAll(/[^a-z-]/g, '')))) return false;
  return words.every((word) => nameWord.test(word)) && words.some((word) => word.length > 2);
}
