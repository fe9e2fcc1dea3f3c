import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** When a process began, as the system counts; '' where it does not say. A number that was given anew begins later. */
function beginningOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Names this process and no other, here or elsewhere, before or after it: "host pid beginning token". */
export const newWorker = (): string =>
  [hostname().slice(0, 100), process.pid, beginningOf(process.pid), randomUUID()].join(' ');

/**
 * Whether a process that took work on is there no more. Of another machine nothing is known: its work is taken to go
 * on for two hours, which no import lasts.
 */
export function isGone(worker: string, { since, now }: { readonly since: string; readonly now: string }): boolean {
  const [host = '', pid = '', beginning = ''] = worker.split(' ');
  if (host !== hostname().slice(0, 100)) return Date.parse(now) - Date.parse(since) > 2 * 60 * 60_000;
  const number = Number(pid);
  if (number === process.pid || !Number.isSafeInteger(number) || number <= 0) return true;
  return !isRunning(number) || beginningOf(number) !== beginning;
}
