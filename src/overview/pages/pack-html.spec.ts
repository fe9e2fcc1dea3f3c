import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { aFullPack, packFacts } from '../../../test/builders/pack-facts.js';
import { viewsFolder } from '../../config/paths.js';
import { compileViews } from '../../shell/handlebars.js';
import type { PackFacts } from '../domain/pack/pack-facts.js';
import { packOf } from './pack-book.page.js';
import { packHtml } from './pack-html.page.js';
import { cssString, packPolicy, withStyle } from './pack-style.js';

const views = compileViews(viewsFolder, { strict: true });
const hash = 'a1b2c3d4'.repeat(8);

function printed(facts: PackFacts, form: 'confidential' | 'public' = 'confidential', board = facts.board.name) {
  const pack = packOf({
    facts,
    title: {
      ref: 'PK-0005',
      form,
      edition: 1,
      frozenAt: '2026-02-25T17:02:11.000Z',
      board,
      organisation: 'Eastmoor Council',
      place: 'Town hall, room 2',
      supersedes: null,
      reason: null,
    },
    before: null,
  });
  return withStyle(views.render('overview/pack/book', packHtml(pack, hash)), pack, hash);
}

describe('the page of a pack', () => {
  it('prints every part, with its hash, and needs nothing from elsewhere', () => {
    const html = printed(aFullPack());
    if (process.env['PACK_HTML']) writeFileSync(process.env['PACK_HTML'], html);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html.match(/<h2 id="part-/g)).toHaveLength(14);
    expect(html).toContain(hash);
    expect(html).not.toMatch(/<(?:link|script|img)|(?:src|href)="(?!#)|url\((?!data:font)/);
  });

  it('says on its second page that no dates moved', () => {
    expect(printed(packFacts())).toContain('<p class="note">No dates moved.</p>');
    expect(printed(aFullPack())).not.toContain('No dates moved.');
  });

  it('marks each form', () => {
    expect(printed(packFacts())).toContain('<p class="marking">Confidential</p>');
    expect(printed(packFacts(), 'public')).toContain('<p class="marking">Official</p>');
  });

  it('lets nobody put anything into its style or its words', () => {
    const html = printed(packFacts(), 'public', `</style><script>alert(1)</script>'; } body { display: none; }`);
    expect(html).not.toContain('<script>');
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(cssString(`a'}</style>`)).toBe(`'a\\27 \\7d \\3c \\2f style\\3e '`);
  });

  it('is shown under a policy that names its own style and no other', () => {
    const html = printed(packFacts());
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
    const digest = createHash('sha256').update(style).digest('base64');
    expect(packPolicy(html)).toContain(`style-src 'sha256-${digest}'`);
    expect(packPolicy(html)).toContain(`default-src 'none'`);
  });
});
