import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { defer, lastValueFrom, type Observable } from 'rxjs';
import { InTurn, InTurnInterceptor } from './in-turn.interceptor.js';
import { restAfter, Turns } from './turns.js';

class Handlers {
  list(): void {}

  @InTurn()
  curve(): void {}
}

const contextOf = (name: keyof Handlers, closed = false): ExecutionContext =>
  ({
    getHandler: () => Object.getOwnPropertyDescriptor(Handlers.prototype, name)?.value as () => void,
    switchToHttp: () => ({ getResponse: () => ({ closed }) }),
  }) as unknown as ExecutionContext;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('long work', () => {
  const story: string[] = [];
  let interceptor: InTurnInterceptor;
  beforeEach(() => {
    story.length = 0;
    interceptor = new InTurnInterceptor(new Reflector(), new Turns());
  });

  const ask = (name: keyof Handlers, what: string, { closed = false, fails = false } = {}): Promise<unknown> => {
    const work = async (): Promise<string> => {
      story.push(`${what} begins`);
      await pause(5);
      story.push(`${what} ends`);
      if (fails) throw new Error(what);
      return what;
    };
    const handled: Observable<unknown> = interceptor.intercept(contextOf(name, closed), { handle: () => defer(work) });
    return lastValueFrom(handled);
  };

  it('is done one after another, in the order in which it was asked for', async () => {
    expect(await Promise.all(['a', 'b', 'c'].map((what) => ask('curve', what)))).toEqual(['a', 'b', 'c']);
    expect(story).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('lets everything else pass meanwhile', async () => {
    const long = [ask('curve', 'a'), ask('curve', 'b'), ask('curve', 'c')];
    await ask('list', 'list');
    expect(story.filter((one) => one.endsWith('ends'))).not.toContain('b ends');
    await Promise.all(long);
  });

  it('is rested from for three times as long as it took, and for half a second at most', () => {
    expect([0, 20, 100, 9_800].map(restAfter)).toEqual([0, 60, 300, 500]);
  });

  it('goes on after work that failed, and passes over whoever has gone', async () => {
    const [failed, gone, after] = [
      ask('curve', 'a', { fails: true }),
      ask('curve', 'b', { closed: true }),
      ask('curve', 'c'),
    ];
    await expect(failed).rejects.toThrow('a');
    expect(await gone).toBeUndefined();
    expect(await after).toBe('c');
    expect(story).not.toContain('b begins');
  });
});
