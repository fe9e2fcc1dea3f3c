import { fileKinds, kindOf, mostBytes, ownName, publicationKindOf, whyNotKept } from './file-kind.js';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
const pdf = bytes('%PDF-1.7\n…');
const png = bytes('\u0089PNG\r\n\u001a\n\0\0\0\rIHDR');
const jpg = bytes('\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF');
const csv = bytes('name,count\r\nYork,4\r\n');
const html = bytes('<!doctype html><script>alert(1)</script>');
const program = bytes('MZ\u0090\0\u0003');

describe('a file that is handed in', () => {
  it.each([
    ['letter.pdf', pdf, 'pdf'],
    ['LETTER.PDF', pdf, 'pdf'],
    ['picture.png', png, 'png'],
    ['picture.jpeg', jpg, 'jpg'],
    ['picture.jpg', jpg, 'jpg'],
    ['counts.csv', csv, 'csv'],
    ['latin.csv', bytes('Caf\u00e9,1'), 'csv'],
    ['letter.pdf', html, null],
    ['letter.html', html, null],
    ['letter.pdf.exe', pdf, null],
    ['letter', pdf, null],
    ['program.pdf', program, null],
    ['program.csv', program, null],
    ['letter.csv', pdf, null],
    ['picture.png', jpg, null],
    ['picture.svg', bytes('<svg/>'), null],
    ['sheet.xlsx', bytes('PK\u0003\u0004'), null],
  ])('%s is what its name and its content say', (name, content, kind) => expect(kindOf(name, content)).toBe(kind));

  it('is refused empty, too big, or of another kind', () => {
    const big = new Uint8Array(mostBytes);
    big.set(pdf);
    expect(whyNotKept('a.pdf', new Uint8Array())).toBe('empty');
    expect(whyNotKept('a.pdf', big)).toBe('too-big');
    expect(whyNotKept('a.pdf', big.subarray(1))).toBe('wrong-kind');
    expect(whyNotKept('a.pdf', big.subarray(0, mostBytes - 1))).toBeNull();
    expect(whyNotKept('a.exe', pdf)).toBe('wrong-kind');
  });

  it('is of a kind that a browser does not run', () => {
    expect(Object.values(fileKinds).filter(({ type }) => /html|xml|svg|script/.test(type))).toEqual([]);
  });

  it.each([
    ['Ofsted letter.pdf', 'Ofsted letter.pdf'],
    ['../../etc/passwd.csv', 'passwd.csv'],
    ['C:\\temp\\report.PDF', 'report.pdf'],
    ['a\r\nSet-Cookie: x.pdf', 'aSet-Cookie: x.pdf'],
    ['invoice\u202efdp.pdf', 'invoicefdp.pdf'],
    ['.pdf', 'file.pdf'],
    ['', 'file'],
    ['Ynys Môn.csv', 'Ynys Môn.csv'],
    [`${'x'.repeat(400)}.pdf`, `${'x'.repeat(147)}.pdf`],
  ])('keeps of its name "%s" what may be printed', (given, own) => expect(ownName(given)).toBe(own));
});

describe('a file that may be a publication', () => {
  const bytes = (...some: number[]): Uint8Array => Uint8Array.from(some);
  const words = (text: string): Uint8Array => new TextEncoder().encode(text);
  const zip = bytes(0x50, 0x4b, 0x03, 0x04, 1);

  it.each([
    ['a.csv', words('a,b\n'), 'csv'],
    ['a.CSV', words('a,b\n'), 'csv'],
    ['a.xlsx', zip, 'xlsx'],
    ['a.ods', zip, 'ods'],
    ['a.zip', zip, 'zip'],
    ['a.csv.gz', bytes(0x1f, 0x8b, 8), 'gz'],
    ['a.json', words('{"a": 1}'), 'json'],
    ['a.csv', zip, null],
    ['a.xlsx', words('words'), null],
    ['a.gz', zip, null],
    ['a.json', zip, null],
    ['a.html', words('<p>'), null],
    ['a.svg', words('<svg/>'), null],
    ['a.pdf', words('%PDF-1.7'), null],
    ['a', words('a,b'), null],
  ])('is what its name and its content say alike: %s', (name, content, kind) => {
    expect(publicationKindOf(name, content)).toBe(kind);
    expect(whyNotKept(name, content, publicationKindOf)).toBe(kind === null ? 'wrong-kind' : null);
  });

  it('is taken nowhere else where it is packed', () => {
    expect(whyNotKept('a.xlsx', zip)).toBe('wrong-kind');
    expect(whyNotKept('a.json', words('{}'))).toBe('wrong-kind');
  });
});
