import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { libraryFolder } from '../config/paths.js';
import { type CaseResult, type DisclosureCasesFile, runDisclosureCases } from './domain/disclosure-cases.js';

/** Works the published test cases of disclosure control with the running service: for the page of methods and of health. */
@Injectable()
export class DisclosureCheckService {
  async run(): Promise<readonly CaseResult[]> {
    const text = await readFile(join(libraryFolder('measures'), 'disclosure-cases.json'), 'utf8');
    return runDisclosureCases((JSON.parse(text) as DisclosureCasesFile).cases);
  }
}
