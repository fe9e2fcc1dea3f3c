import { Announcements, toldAtTheEnd } from './announcements.js';

type Told = { 'judgement.recorded': { readonly id: string }; 'episode.closed': { readonly ref: string } };

describe('an announcement', () => {
  it('is heard by every listener, one after the other, in the order in which they came', async () => {
    const announcements = new Announcements<Told>();
    const heard: string[] = [];
    announcements.listen('judgement.recorded', async ({ id }) => {
      await Promise.resolve();
      heard.push(`first ${id}`);
    });
    announcements.listen('judgement.recorded', async ({ id }) => void heard.push(`second ${id}`));
    await announcements.announce('judgement.recorded', { id: 'a' });
    await announcements.announce('judgement.recorded', { id: 'b' });
    expect(heard).toEqual(['first a', 'second a', 'first b', 'second b']);
  });

  it('is not heard by who listens for another, and may be heard by nobody', async () => {
    const announcements = new Announcements<Told>();
    const heard: string[] = [];
    announcements.listen('episode.closed', async ({ ref }) => void heard.push(ref));
    await announcements.announce('judgement.recorded', { id: 'a' });
    expect(heard).toEqual([]);
  });

  it('fails when a listener fails, and reaches no one after it', async () => {
    const announcements = new Announcements<Told>();
    const heard: string[] = [];
    announcements.listen('episode.closed', () => Promise.reject(new Error('refused')));
    announcements.listen('episode.closed', async ({ ref }) => void heard.push(ref));
    await expect(announcements.announce('episode.closed', { ref: 'EP-0001' })).rejects.toThrow('refused');
    expect(heard).toEqual([]);
  });
});

describe('an act in many parts', () => {
  type AboutBodies = { 'judgement.recorded': { readonly organisationIds: readonly string[] } };

  it('tells each listener once, at its end, of all the bodies', async () => {
    const announcements = new Announcements<AboutBodies>();
    const heard: (readonly string[])[] = [];
    announcements.listen('judgement.recorded', async ({ organisationIds }) => void heard.push(organisationIds));
    const value = await toldAtTheEnd(async () => {
      await announcements.announce('judgement.recorded', { organisationIds: ['a', 'b'] });
      await toldAtTheEnd(() => announcements.announce('judgement.recorded', { organisationIds: ['b', 'c'] }));
      expect(heard).toEqual([]);
      return 'done';
    });
    expect(value).toBe('done');
    expect(heard).toEqual([['a', 'b', 'c']]);
  });

  it('that fails tells nothing, and the next tells at once again', async () => {
    const announcements = new Announcements<AboutBodies>();
    const heard: (readonly string[])[] = [];
    announcements.listen('judgement.recorded', async ({ organisationIds }) => void heard.push(organisationIds));
    const failing = toldAtTheEnd(async () => {
      await announcements.announce('judgement.recorded', { organisationIds: ['a'] });
      throw new Error('undone');
    });
    await expect(failing).rejects.toThrow('undone');
    await announcements.announce('judgement.recorded', { organisationIds: ['b'] });
    expect(heard).toEqual([['b']]);
  });
});
