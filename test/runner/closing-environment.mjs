import { TestEnvironment } from 'jest-environment-node';

/** How long what a spec closed may take to be gone: a busy machine is slow, not wrong. */
const patience = 20_000;
const look = 25;

/**
 * What keeps this process from ending, by kind and number: servers, connections, timers, children. Not pipes: what the
 * process says itself goes through them from its first word on, and a child that was left is a process as well.
 */
function open() {
  const kinds = new Map();
  for (const kind of process.getActiveResourcesInfo())
    if (kind !== 'PipeWrap') kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return kinds;
}

const more = (before) => [...open()].filter(([kind, number]) => number > (before.get(kind) ?? 0)).map(([kind]) => kind);

/**
 * Node's environment, and a look at what each spec file left open behind it. Jest itself tells only that a worker did
 * not end within half a second, which says nothing of whose fault it was and is said of slow machines too.
 */
export default class ClosingEnvironment extends TestEnvironment {
  #before = new Map();
  #file;

  constructor(config, context) {
    super(config, context);
    this.#file = context.testPath;
  }

  async setup() {
    await super.setup();
    this.#before = open();
  }

  async teardown() {
    await super.teardown();
    const until = performance.now() + patience;
    // The timer of this very wait has ended when it looks.
    while (more(this.#before).length > 0 && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, look));
    const left = more(this.#before);
    if (left.length > 0) throw new Error(`${this.#file} left open behind it: ${left.join(', ')}`);
  }
}
