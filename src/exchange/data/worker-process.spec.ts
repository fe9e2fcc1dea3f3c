import { spawn } from 'node:child_process';
import { hostname } from 'node:os';
import { isGone, newWorker } from './worker-process.js';

const since = '2026-11-23T09:00:00.000Z';
const soon = { since, now: '2026-11-23T09:10:00.000Z' };
const later = { since, now: '2026-11-23T11:00:01.000Z' };

describe('a process that took work on', () => {
  it('has a name of its own, each time', () => {
    expect(newWorker()).not.toBe(newWorker());
    expect(newWorker().startsWith(`${hostname()} ${process.pid} `)).toBe(true);
    expect(newWorker().length).toBeLessThanOrEqual(200);
  });

  it('is gone where its number is now ours: it was another before us', () => {
    expect(isGone(newWorker(), soon)).toBe(true);
  });

  it('is there while it runs, and gone when it has ended or its number was given anew', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const { readFileSync } = await import('node:fs');
    const stat = readFileSync(`/proc/${child.pid}/stat`, 'latin1');
    const beginning = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    const worker = `${hostname()} ${child.pid} ${beginning} token`;
    expect(isGone(worker, later)).toBe(false);
    expect(isGone(`${hostname()} ${child.pid} 1 token`, soon)).toBe(true);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('close', resolve));
    expect(isGone(worker, soon)).toBe(true);
  });

  it('of another machine is given two hours', () => {
    expect(isGone('elsewhere 1 1 token', soon)).toBe(false);
    expect(isGone('elsewhere 1 1 token', later)).toBe(true);
  });

  it.each(['', 'x', `${hostname()} zero 1 token`, `${hostname()} -1 1 token`])(
    'is gone where its name is none: “%s”',
    (name) => {
      expect(isGone(name, later)).toBe(true);
    },
  );
});
