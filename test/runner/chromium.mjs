import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function mayRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of a Chromium: `CHROMIUM_PATH`, or one on the PATH, or null. */
export function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (mayRun(given)) return given;
    throw new Error(`CHROMIUM_PATH names ${given}, which cannot be run`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(mayRun) ?? null;
}
