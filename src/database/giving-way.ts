import { rmSync, statSync, writeFileSync } from 'node:fs';

/** So often a long transaction begins anew for others; then it runs to its end, or it would never come to one. */
export const mostTimesToGiveWay = 5;

/** Longer than whoever waits in another process lets pass before they look again. */
export const restInMilliseconds = 60;

/** A long transaction was undone because somebody else wants to save: it begins anew after them. */
export class GaveWay extends Error {
  constructor() {
    super('Somebody else wanted to save, and this begins anew after them');
  }
}

/**
 * Says between processes that somebody waits for a SQLite database: an empty file beside it, touched each time they look
 * whether it is free. Where it cannot be written nobody is given way, and all else is as ever.
 */
export class WaitingMark {
  constructor(private readonly path: string) {}

  set(): void {
    try {
      writeFileSync(this.path, '');
    } catch {
      // The folder may be full or not ours: then they wait for their turn.
    }
  }

  clear(): void {
    rmSync(this.path, { force: true });
  }

  /** Whether somebody has looked since that moment, in milliseconds since 1970. */
  isSetSince(moment: number): boolean {
    return (statSync(this.path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > moment;
  }
}
