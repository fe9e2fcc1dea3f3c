import { attachmentNamed } from './send-file.js';

describe('a file that is offered to be saved', () => {
  it.each([
    ['letter.pdf', 'attachment; filename="letter.pdf"'],
    ['Ynys Môn.csv', `attachment; filename="Ynys M_n.csv"; filename*=UTF-8''Ynys%20M%C3%B4n.csv`],
    ['a"; x="b.pdf', `attachment; filename="a__ x=_b.pdf"; filename*=UTF-8''a%22%3B%20x%3D%22b.pdf`],
    ["it's (1)*.png", `attachment; filename="it's (1)*.png"`],
    ["Môn's (1)*.png", `attachment; filename="M_n's (1)*.png"; filename*=UTF-8''M%C3%B4n%27s%20%281%29%2A.png`],
    ['a\r\nb.pdf', `attachment; filename="a__b.pdf"; filename*=UTF-8''a%0D%0Ab.pdf`],
  ])('has its own name: %s', (name, header) => expect(attachmentNamed(name)).toBe(header));
});
