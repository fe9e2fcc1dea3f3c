import { type Site, frame, publicFooter, publicNavigation } from './layout.js';

const site: Site = {
  navigation: publicNavigation,
  footer: publicFooter,
  mistakePath: '/report-a-mistake',
  assetUrl: (name) => `/assets/${name}`,
};

describe('the frame of a page', () => {
  it('marks the section that holds the page, and no other', () => {
    const current = (path: string): string[] =>
      frame(site, path, { title: 'T' })
        .navigation.filter((link) => link.current)
        .map((link) => link.text);
    expect(current('/organisations/west-sussex/timeline')).toEqual(['Organisations']);
    expect(current('/episodes')).toEqual(['Episodes']);
    expect(current('/organisationsx')).toEqual([]);
    expect(current('/')).toEqual([]);
  });

  it('adds the home page to the pages above, where there are any', () => {
    const above = [{ text: 'Organisations', href: '/organisations' }];
    expect(frame(site, '/organisations/x', { title: 'T', breadcrumbs: above }).breadcrumbs).toEqual([
      { text: 'Home', href: '/' },
      ...above,
    ]);
    expect(frame(site, '/', { title: 'T' }).breadcrumbs).toEqual([]);
  });

  it('has a foot only where there is something to say about the record', () => {
    expect(frame(site, '/', { title: 'T' }).hasFoot).toBe(false);
    expect(frame(site, '/', { title: 'T', lastChanged: { on: '3 May 2026' } }).hasFoot).toBe(true);
    expect(frame(site, '/', { title: 'T', sourcesNote: 'Compiled from public sources.' }).hasFoot).toBe(true);
  });

  it('has a script only where the page names one', () => {
    expect(frame(site, '/', { title: 'T' }).assets.script).toBe('');
    expect(frame(site, '/', { title: 'T', script: 'meeting.js' }).assets.script).toBe('/assets/meeting.js');
  });

  it('carries the page into the report of a mistake, where mistakes can be reported', () => {
    expect(frame(site, '/organisations/x', { title: 'T' }).mistakeHref).toBe(
      '/report-a-mistake?page=%2Forganisations%2Fx',
    );
    expect(frame({ ...site, mistakePath: null }, '/', { title: 'T' }).mistakeHref).toBeNull();
  });
});
