import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../config/settings.js';
import { SealingService } from './sealing.service.js';

describe('the key of what is sealed', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'turnaround-key-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is made with its folder where there is none yet, for its owner alone, and is found again', () => {
    const keyFile = join(folder, 'not', 'there', 'key');
    const sealing = (): SealingService =>
      new SealingService({ values: { secretKey: null, keyFile } } as unknown as Settings);
    const sealed = sealing().seal('a secret', 'of AC-0001');
    expect(sealing().open(sealed, 'of AC-0001')).toBe('a secret');
    expect(sealing().open(sealed, 'of AC-0002')).toBeNull();
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
  });
});
