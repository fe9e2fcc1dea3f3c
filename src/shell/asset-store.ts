import { Injectable } from '@nestjs/common';
import type { Assets } from './assets.js';

/** Where pages ask for the address of a stylesheet or a font. Filled once, before the first page. */
@Injectable()
export class AssetStore {
  #assets: Assets | null = null;

  hold(assets: Assets): void {
    this.#assets = assets;
  }

  url(name: string): string {
    if (!this.#assets) throw new Error('The assets have not been loaded');
    return this.#assets.url(name);
  }
}
