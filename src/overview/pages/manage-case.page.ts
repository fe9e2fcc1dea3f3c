import type { PersonRow } from '../../episodes/data/cases.row.js';
import { casePaths } from '../../episodes/pages/cases.paths.js';
import { dayBoxes, prose, text, type Tried } from '../../shell/form/form.js';
import type { Notification } from '../../shell/parts.js';
import { type ManagedCase, mayDo } from '../managed-case.js';
import { caseFormPage, type CaseFormPage } from './manage-form.page.js';
import { addTo, caseFrame, type CaseListPage, whenWords, caseStanding } from './manage-frame.page.js';

export function pausePage({ theCase, ...rest }: ManagedCase, tried: Tried = null): CaseFormPage {
  const managed = { theCase, ...rest };
  const { ref } = theCase;
  return caseFormPage(
    managed,
    {
      title: 'Pause this case',
      here: casePaths.manage(ref),
      action: casePaths.pause(ref),
      button: 'Pause this case',
      cancel: casePaths.manage(ref),
      version: theCase.version,
      standing: caseStanding(managed, 'Paused'),
      intro: [
        'While a case is paused nothing can be recorded in it, by anybody. It can be taken up again at any time. The reason is shown to those who run it, not to the public.',
      ],
      fields: [prose({ name: 'why', label: 'Why is it paused?', rows: 4 })],
    },
    tried,
  );
}

export function resumptionPage(managed: ManagedCase, tried: Tried = null): CaseFormPage {
  const { theCase } = managed;
  const page = caseFormPage(
    { ...managed, shut: null },
    {
      title: 'Take this case up again',
      here: casePaths.manage(theCase.ref),
      action: casePaths.resumption(theCase.ref),
      button: 'Take it up again',
      cancel: casePaths.manage(theCase.ref),
      version: theCase.version,
      standing: caseStanding(managed, 'Taken up again'),
      blocked: theCase.pausedOn ? null : 'This case is not paused.',
      fields: [prose({ name: 'why', label: 'Why is it taken up again?', rows: 4 })],
    },
    tried,
  );
  return page;
}

export function detailsPage(managed: ManagedCase, tried: Tried = null): CaseFormPage {
  const { theCase } = managed;
  return caseFormPage(
    managed,
    {
      title: 'What the case says of itself',
      here: casePaths.manage(theCase.ref),
      action: casePaths.details(theCase.ref),
      button: 'Save',
      cancel: casePaths.manage(theCase.ref),
      version: theCase.version,
      intro: ['All of this is public.'],
      fields: [
        text({ name: 'title', label: 'Title', value: theCase.title }),
        prose({
          name: 'summary',
          label: 'In one paragraph (optional)',
          hint: 'What failed, when, what was done, where it is now. No names below director level.',
          value: theCase.summary,
        }),
        dayBoxes({
          name: 'onset',
          label: 'When did the failure begin? (optional)',
          hint: 'As exactly as it is known: a year will do.',
          value: theCase.onsetOn,
        }),
        prose({ name: 'basis', label: 'How that is known (optional)', rows: 3, value: theCase.onsetBasis }),
      ],
    },
    tried,
  );
}

export function peoplePage(
  managed: ManagedCase,
  { people, said }: { readonly people: readonly PersonRow[]; readonly said: Notification | null },
): CaseListPage {
  const { ref } = managed.theCase;
  const runs = mayDo(managed, 'episodes.open');
  return {
    ...caseFrame(managed, { title: 'People to tell', here: casePaths.manage(ref), said, hasForm: true }),
    lead: 'Who is to hear of it when this case is opened, moved or closed. By their post, never as private persons; nobody outside the case sees this list.',
    sections: [
      {
        id: 'people',
        heading: 'The list',
        intro: null,
        ...addTo(managed, 'episodes.open', { text: 'Add somebody', href: casePaths.newPerson(ref) }),
        empty: people.length === 0 ? { text: 'Nobody is on the list yet.', link: null } : null,
        items: people.map((person) => ({
          id: `person-${person.id}`,
          heading: person.post,
          href: null,
          tag: person.toldOn ? { text: 'Told', colour: 'teal' } : { text: 'Not told', colour: 'grey' },
          seenBy: null,
          paragraphs: [],
          rows: [
            { label: 'Body', text: person.body },
            { label: 'Email', text: person.email ?? 'Not given' },
            { label: 'Told', text: person.toldOn ? whenWords(person.toldOn) : 'Not yet' },
          ],
          parts: [],
          actions: runs
            ? [
                { text: 'Note that they were told', href: casePaths.telling(ref, person.id) },
                { text: 'Take off the list', href: casePaths.removal(ref, person.id) },
              ]
            : [],
          recorded: null,
        })),
      },
    ],
  };
}

export function newPersonPage(managed: ManagedCase, tried: Tried = null): CaseFormPage {
  const { ref } = managed.theCase;
  return caseFormPage(
    managed,
    {
      title: 'Add somebody to tell',
      here: casePaths.manage(ref),
      above: [{ text: 'People to tell', href: casePaths.people(ref) }],
      action: casePaths.newPerson(ref),
      button: 'Add',
      cancel: casePaths.people(ref),
      fields: [
        text({ name: 'post', label: 'Post', hint: 'For example, director of children’s services. Not a name.' }),
        text({ name: 'body', label: 'Body', hint: 'For example, the council, the department, the hospital trust' }),
        text({ name: 'email', label: 'Email address of the post (optional)', type: 'email' }),
      ],
    },
    tried,
  );
}

export function tellingPage(managed: ManagedCase, person: PersonRow, tried: Tried = null): CaseFormPage {
  const { ref } = managed.theCase;
  return caseFormPage(
    managed,
    {
      title: `Note that they were told: ${person.post}`,
      here: casePaths.manage(ref),
      above: [{ text: 'People to tell', href: casePaths.people(ref) }],
      action: casePaths.telling(ref, person.id),
      button: 'Save',
      cancel: casePaths.people(ref),
      version: person.version,
      fields: [
        dayBoxes({ name: 'on', label: 'When were they told?', hint: 'For example, 27 3 2026', value: person.toldOn }),
      ],
    },
    tried,
  );
}

export function removalPage(managed: ManagedCase, person: PersonRow, tried: Tried = null): CaseFormPage {
  const { ref } = managed.theCase;
  return caseFormPage(
    managed,
    {
      title: `Take off the list: ${person.post}`,
      here: casePaths.manage(ref),
      above: [{ text: 'People to tell', href: casePaths.people(ref) }],
      action: casePaths.removal(ref, person.id),
      button: 'Take off the list',
      cancel: casePaths.people(ref),
      version: person.version,
      standing: [
        {
          label: 'Told',
          saved: person.toldOn ? whenWords(person.toldOn) : 'Not yet',
          typed: 'Taken off the list',
        },
      ],
      intro: ['They need not be told any more. That they were on the list stays in the history.'],
      isWarning: true,
      fields: [],
    },
    tried,
  );
}
