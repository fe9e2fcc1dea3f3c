import { gunzipSync } from 'node:zlib';

import express from 'express';
import request from 'supertest';

import { packagesFolder, viewsFolder } from '../config/paths.js';
import { adoptStylesheet, loadAssets } from './assets.js';

const assets = loadAssets({ viewsRoot: viewsFolder, nodeModulesRoot: packagesFolder });
const app = express().use(assets.handler);
const css = assets.files.find((file) => file.name === 'app.css');
const text = css?.body.toString() ?? '';

describe('the stylesheet', () => {
  it('names no face but ours, no crest, and nothing that is not served', () => {
    expect(text.includes('GDS Transport')).toBe(false);
    expect(assets.files.map((file) => file.name).filter((name) => /crest|crown|logotype/.test(name))).toEqual([]);
    const named = [...text.matchAll(/url\(["']?([^)"']+)/g)].map(([, url]) => url);
    expect(named.length).toBeGreaterThan(1);
    expect(named.filter((url) => !assets.files.some((file) => file.url === url))).toEqual([]);
  });

  it('is whole: every brace that opens is closed', () => {
    expect(text.split('{').length).toBe(text.split('}').length);
  });

  it('adopts a design system without its face, notices and pictures', () => {
    const theirs =
      '@charset "UTF-8";@font-face{font-family:GDS Transport;src:url(/assets/fonts/a.woff2)}/*! notice */.a{font-family:GDS Transport,arial,sans-serif;background-image:url(/assets/images/crest.svg)}.b{background:url("/assets/images/icon-x.svg")}';
    const adopted = adoptStylesheet(theirs, (name) => (name === 'icon-x.svg' ? '/assets/icon-x.1.svg' : null));
    expect(adopted).toBe(
      "@layer vendor{.a{font-family:'Public Sans','Public Sans Ext',arial,sans-serif;background-image:none}.b{background:url(/assets/icon-x.1.svg)}}\n",
    );
  });
});

describe('an asset', () => {
  it('is kept for ever, since its address changes with it', async () => {
    const response = await request(app).get(assets.url('app.css')).expect(200);
    expect(assets.url('app.css')).toMatch(/^\/assets\/app\.[0-9a-f]{8}\.css$/);
    expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(response.headers['content-type']).toBe('text/css; charset=utf-8');
    expect(response.headers['x-content-type-options']).toBe('nosniff');
    expect(response.headers['content-encoding']).toBe('gzip');
    expect(response.headers['vary']).toBe('Accept-Encoding');
    expect(response.text).toBe(text);
  });

  it('comes as it is to whoever does not take it compressed', async () => {
    const response = await request(app).get(assets.url('favicon.svg')).set('Accept-Encoding', 'identity').expect(200);
    expect(response.headers['content-encoding']).toBeUndefined();
    expect(response.headers['content-type']).toBe('image/svg+xml; charset=utf-8');
  });

  it('may be a script of ours, served as one', async () => {
    const response = await request(app).get(assets.url('meeting.js')).expect(200);
    expect(response.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(assets.files.filter(({ name }) => name.endsWith('.js')).map(({ name }) => name)).toEqual(['meeting.js']);
  });

  it('is not compressed twice', () => {
    const font = assets.files.find((file) => file.name === 'public-sans-latin.woff2');
    expect(font?.gzipped).toBeNull();
    expect(css?.gzipped && gunzipSync(css.gzipped).equals(css.body)).toBe(true);
  });

  it('is the only thing served from here', async () => {
    await request(app).get('/assets/app.css').expect(404);
    await request(app).get('/assets/../package.json').expect(404);
    await request(app).get('/assets/..%2f..%2fpackage.json').expect(404);
    await request(app).post(assets.url('app.css')).expect(404);
  });

  it('with the face leaves most of the first visit to the page itself', () => {
    const font = assets.files.find((file) => file.name === 'public-sans-latin.woff2');
    expect((css?.gzipped?.length ?? 0) + (font?.body.length ?? 0)).toBeLessThan(90_000);
  });

  it('that does not exist is a programmer’s mistake', () => {
    expect(() => assets.url('nothing.css')).toThrow('There is no asset nothing.css');
  });
});
