import { saidAfter } from './said.js';

const sentences = { added: 'Evidence added' };

describe('what a page says after something was done', () => {
  it('is our own sentence for the key in the address', () => {
    expect(saidAfter({ done: 'added' }, sentences)).toEqual({ id: 'done', title: 'Done', text: 'Evidence added' });
  });

  it.each([[{}], [{ done: 'call 0800 555 now' }], [{ done: ['added', 'added'] }], [{ done: 'constructor' }]])(
    'is nothing for %j',
    (query) => {
      expect(saidAfter(query, sentences)).toBeNull();
    },
  );
});
