import { linkLetter } from './link-letter.js';

const told = { name: 'Bea Barnes', token: 'T'.repeat(43), until: '09:00 on 30 November 2026' };

it.each([
  ['invitation', 'You are invited to Turnaround', `https://turnaround.example/invitations/${told.token}`],
  ['reset', 'Choose a new password for Turnaround', `https://turnaround.example/reset/${told.token}`],
] as const)(
  'the letter of an %s says what it is for, the address on a line of its own, and until when',
  (purpose, subject, address) => {
    const letter = linkLetter({ purpose, ...told }, 'https://turnaround.example');
    expect(letter.subject).toBe(subject);
    expect(letter.text.split('\n')).toContain(address);
    expect(letter.text).toContain('works once, until 09:00 on 30 November 2026');
  },
);
