import { Remembered } from './remembered.js';

describe('what is remembered', () => {
  let version = '1';
  let asked = 0;
  const remembered = (most?: number) => new Remembered<string>(async () => version, most);
  const answer = async (): Promise<string> => {
    asked += 1;
    return `answer ${asked}`;
  };

  beforeEach(() => {
    version = '1';
    asked = 0;
  });

  it('is worked out once for each version of the data', async () => {
    const counts = remembered();
    expect([await counts.of('all', answer), await counts.of('all', answer)]).toEqual(['answer 1', 'answer 1']);
    version = '2';
    expect(await counts.of('all', answer)).toBe('answer 2');
  });

  it('is kept apart by its question', async () => {
    const counts = remembered();
    expect([await counts.of('a', answer), await counts.of('b', answer)]).toEqual(['answer 1', 'answer 2']);
  });

  it('is worked out once for those who ask at the same moment', async () => {
    const counts = remembered();
    await Promise.all([counts.of('all', answer), counts.of('all', answer), counts.of('all', answer)]);
    expect(asked).toBe(1);
  });

  it('is not kept when something was committed meanwhile', async () => {
    const counts = remembered();
    const first = await counts.of('all', async () => {
      version = '2';
      return 'seen half-way';
    });
    version = '1';
    expect([first, await counts.of('all', answer)]).toEqual(['seen half-way', 'answer 1']);
  });

  it('is not kept when it failed', async () => {
    const counts = remembered();
    await expect(counts.of('all', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await counts.of('all', answer)).toBe('answer 1');
  });

  it('forgets what was asked for longest ago when it holds too much', async () => {
    const counts = remembered(2);
    await counts.of('a', answer);
    await counts.of('b', answer);
    await counts.of('a', answer);
    await counts.of('c', answer);
    expect([await counts.of('a', answer), await counts.of('b', answer)]).toEqual(['answer 1', 'answer 4']);
  });

  it('may come along with another answer, and is given from then on', async () => {
    const counts = remembered();
    const first = await counts.recall('all');
    expect(first.value).toBeNull();
    await first.keep('62');
    expect([(await counts.recall('all')).value, await counts.of('all', answer)]).toEqual(['62', '62']);
    version = '2';
    expect((await counts.recall('all')).value).toBeNull();
  });

  it('is not kept from along the way when something was committed since the question', async () => {
    const counts = remembered();
    const question = await counts.recall('all');
    version = '2';
    await question.keep('62');
    expect((await counts.recall('all')).value).toBeNull();
  });
});
