import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { may } from '../access/domain/account.js';
import type { Permission } from '../access/domain/permissions.js';
import { accessPaths } from '../access/pages/access.paths.js';
import { AssetStore } from './asset-store.js';
import { frame, type PageFacts, publicFooter, publicNavigation, signInLink, type Site } from './layout.js';
import type { Link } from './links.js';
import { SharedPages } from './shared-pages.js';
import { type Visitor, visitorOf } from './visitor.js';

/** The pages of one's own that stand at the head of every page, for whoever may open them. */
const ownLinks: readonly (Link & { readonly needs: Permission })[] = [
  { text: 'Add an organisation', href: '/organisations/new', needs: 'organisations.register' },
  { text: 'Reports of mistakes', href: '/corrections', needs: 'corrections.answer' },
  { text: 'Audit trail', href: '/admin/audit', needs: 'audit.read' },
  { text: 'Accounts', href: '/admin/users', needs: 'accounts.manage' },
  { text: 'Cases you code', href: '/research/cases', needs: 'codings.write' },
  { text: 'Your comparisons', href: '/research/comparisons', needs: 'comparisons.keep' },
  { text: 'Your account', href: accessPaths.account, needs: 'signed-in' },
];

/** Puts a page model into its frame and sends it. Sets no status: the controller has said it already. */
@Injectable()
export class Pages {
  constructor(
    private readonly assets: AssetStore,
    private readonly shared: SharedPages,
  ) {}

  show(request: Request, response: Response, view: string, page: PageFacts): void {
    const visitor = visitorOf(request);
    const hasForm = page.hasForm === true || visitor.account !== null;
    // What one person sees is kept by nobody: neither by us nor by a browser that others use after them.
    if (hasForm) response.setHeader('Cache-Control', 'no-store');
    const isSame = page.isSameForAll === true || page.isSameForGrants === true;
    const isShared = isSame && visitor.account !== null && response.statusCode === 200;
    const site: Site = {
      navigation: publicNavigation,
      footer: visitor.account ? publicFooter : [...publicFooter, signInLink],
      mistakePath: '/report-a-mistake',
      assetUrl: (name) => this.assets.url(name),
      ...(isShared ? { readerMark: this.shared.mark } : readerOf(visitor, hasForm)),
    };
    const model = { ...page, frame: frame(site, request.path, page) };
    if (!isShared) return response.render(view, model);
    response.render(view, model, (error: Error | null, html = '') => {
      if (error) return request.next?.(error);
      const [before = '', after = ''] = html.split(this.shared.mark);
      // Remembered before it is sent, so that whoever asks after having read it finds it remembered.
      this.shared
        .keep(request, html, page.isSameForAll === true ? 'everybody' : 'grants')
        .catch(() => undefined)
        .then(() => this.withReader(request, response, { before, after }))
        .catch((fault: unknown) => request.next?.(fault));
    });
  }

  /** Sends a page that is the same for all, with whoever reads it put in. */
  withReader(request: Request, response: Response, page: { readonly before: string; readonly after: string }): void {
    response.setHeader('Cache-Control', 'no-store');
    response.render('partials/visitor', readerOf(visitorOf(request), true), (error: Error | null, reader = '') => {
      if (error) request.next?.(error);
      else response.type('html').send(page.before + reader + page.after);
    });
  }
}

/** Whoever reads, and what their forms carry. */
const readerOf = (visitor: Visitor, hasForm: boolean): Required<Pick<Site, 'signedIn' | 'formToken' | 'once'>> => ({
  signedIn: visitor.account && {
    name: visitor.account.name,
    viewingAs: visitor.viewingAs,
    links: ownLinks.filter(({ needs }) => may(visitor.account, needs)),
  },
  formToken: hasForm ? visitor.formToken() : '',
  once: hasForm ? randomBytes(16).toString('base64url') : '',
});
