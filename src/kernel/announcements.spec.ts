import { Announcements } from './announcements.js';

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
