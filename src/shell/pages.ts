import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AssetStore } from './asset-store.js';
import { frame, type PageFacts, publicFooter, publicNavigation, type Site } from './layout.js';

/** Puts a page model into its frame and sends it. Sets no status: the controller has said it already. */
@Injectable()
export class Pages {
  constructor(private readonly assets: AssetStore) {}

  show(request: Request, response: Response, view: string, page: PageFacts): void {
    response.render(view, { ...page, frame: frame(this.#site, request.path, page) });
  }

  get #site(): Site {
    return {
      navigation: publicNavigation,
      footer: publicFooter,
      mistakePath: '/report-a-mistake',
      assetUrl: (name) => this.assets.url(name),
    };
  }
}
