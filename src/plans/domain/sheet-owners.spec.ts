import { looksLikeName } from './sheet-owners.js';

describe('an owner in a spreadsheet', () => {
  it.each([
    'Jane Smith',
    'J. Smith',
    'J Smith',
    'Cllr Khan',
    'Dr Anne-Marie O’Neill',
    'Mr. Jones',
    'Siobhan McDonald',
    'Jane Smith (interim)',
    'Jane Smith / Head of service',
    'Head of service and Jane Smith',
    'Mary Jane Watson Parker',
  ])('%s looks like a name', (owner) => {
    expect(looksLikeName(owner)).toBe(true);
  });

  it.each([
    '',
    'Head of service',
    'Director of Children’s Services',
    'DCS',
    'Principal Social Worker',
    'Service Director, Early Help',
    'HR Business Partner',
    'Section 151 officer',
    'Lead Member',
    'Assistant Director / DCS',
    'NHS Partner',
    'Fostering',
    'Workforce Lead & Finance',
    'head teacher',
  ])('%s does not', (owner) => {
    expect(looksLikeName(owner)).toBe(false);
  });
});
