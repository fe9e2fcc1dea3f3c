import { OutcomesQueries } from '../../src/boards/data/outcomes.queries.js';
import { sql } from '../../src/database/sql.js';
import { day } from '../../src/kernel/calendar-day.js';
import { Organisation } from '../../src/organisations/data/organisation.entity.js';
import { withoutRefSpans } from '../builders/html.js';
import { aPublishedMeeting } from '../builders/a-board.js';
import { entryFields, measureFields } from '../builders/a-measure.js';
import { aGrant, aPerson, type Person } from '../builders/a-person.js';
import { anOrganisation } from '../builders/record-rows.js';
import { startTestApp, type TestApp } from '../builders/test-app.js';

const plain = (html: string): string =>
  withoutRefSpans(html)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/&#x27;|&rsquo;/g, '’')
    .replaceAll('&quot;', '"')
    .replaceAll('\u00a0', ' ')
    .replaceAll(/\s+/g, ' ');

describe('keeping the measures of a body', () => {
  let test: TestApp;
  let editor: Person;
  let secretary: Person;
  let member: Person;
  let chair: Person;
  let stranger: Person;

  const begin = async (more: Record<string, string> = {}, person = editor): Promise<string> => {
    const answer = await person.post('/organisations/northwick/measures/new', measureFields(more));
    expect([answer.status, plain(answer.text).slice(0, 400)]).toEqual([303, expect.any(String)]);
    return /\/measures\/(ME-\d+)/.exec(answer.headers.location ?? '')?.[1] ?? '';
  };
  const enter = async (
    ref: string,
    rows: Readonly<Record<number, Readonly<Record<string, string>>>>,
    more: Record<string, string> = {},
    person = editor,
  ) => person.post(`/measures/${ref}/values/new`, entryFields(rows, more));
  const valuesOf = (ref: string) =>
    test.database.rows<Record<string, unknown>>(sql`
      SELECT measure_value.occurred_on AS "on", measure_value.edition, measure_value.value, measure_value.status,
             measure_value.flag, measure_value.visibility, measure_value.jump_reason AS jump, measure_value.note
        FROM measure_value JOIN measure ON measure.id = measure_value.measure_id
       WHERE measure.ref = ${ref} ORDER BY measure_value.occurred_on, measure_value.edition`);

  beforeAll(async () => {
    test = await startTestApp({ today: day('2026-11-26') });
    await test.database.transaction(() =>
      test.database.insert(Organisation, [
        anOrganisation({ id: 'northwick', name: 'Northwick Council' }),
        anOrganisation({ id: 'eastmere', name: 'Eastmere Council' }),
      ]),
    );
    const at = (organisationId: string) => ({ organisationId });
    editor = await aPerson(test, { grants: [aGrant({ role: 'organisation_editor', ...at('northwick') })] });
    secretary = await aPerson(test, { grants: [aGrant({ role: 'board_secretary', ...at('northwick') })] });
    member = await aPerson(test, { grants: [aGrant({ role: 'board_member', ...at('northwick') })] });
    chair = await aPerson(test, { grants: [aGrant({ role: 'board_member', ...at('northwick'), chair: true })] });
    stranger = await aPerson(test, {
      grants: (['organisation_editor', 'board_secretary', 'board_member'] as const).map((role) =>
        aGrant({ role, ...at('eastmere'), chair: true }),
      ),
    });
  }, 60_000);
  afterAll(() => test.close());

  describe('beginning one', () => {
    it('is found from the measures of the body by whoever keeps them, and by nobody else', async () => {
      const page = '/organisations/northwick/measures';
      expect((await editor.get(page)).text).toContain('/organisations/northwick/measures/new');
      expect((await secretary.get(page)).text).toContain('/organisations/northwick/measures/new');
      expect((await member.get(page)).text).not.toContain('/measures/new');
      expect((await test.get(page)).text).not.toContain('/measures/new');
      expect((await member.get(`${page}/new`)).status).toBe(403);
      expect((await stranger.get(`${page}/new`)).status).toBe(404);
    });

    it('says what is missing, and loses nothing that was typed', async () => {
      const answer = await editor.post(
        '/organisations/northwick/measures/new',
        measureFields({ name: '', targetSource: '', comparator: 'Neighbours', target: 'many' }),
      );
      expect(answer.status).toBe(422);
      expect(plain(answer.text)).toContain('Enter what is measured');
      expect(plain(answer.text)).toContain('Target must be a number');
      expect(answer.text).toContain('value="Neighbours"');
    });

    it('needs to know who set a target', async () => {
      const answer = await editor.post('/organisations/northwick/measures/new', measureFields({ targetSource: '' }));
      expect(answer.status).toBe(422);
      expect(plain(answer.text)).toContain('Enter who set the target, and where');
    });

    it('puts it on the record with its definition, and offers to enter numbers', async () => {
      const ref = await begin();
      const page = plain((await editor.get(`/measures/${ref}?done=begun`)).text);
      expect(page).toContain('The measure is on the record');
      expect(page).toContain('Assessments finished within 45 working days');
      expect(page).toContain('Enter numbers');
      expect(plain((await test.get(`/measures/${ref}`)).text)).not.toContain('Enter numbers');
    });
  });

  describe('twelve numbers at once', () => {
    it('are asked for in the twelve months that are over', async () => {
      const page = (await editor.get(`/measures/${await begin()}/values/new`)).text;
      expect([...page.matchAll(/name="period-\d+" value="([^"]+)"/g)].map(([, on]) => on)).toEqual([
        '2025-11',
        '2025-12',
        ...Array.from({ length: 10 }, (_unused, index) => `2026-${String(index + 1).padStart(2, '0')}`),
      ]);
    });

    it('are told in words what is wrong, each at its box', async () => {
      const ref = await begin();
      const answer = await enter(ref, { 7: { value: 'lots' }, 8: { value: '101' }, 9: { note: 'late' } });
      expect(answer.status).toBe(422);
      const words = plain(answer.text);
      expect(words).toContain('Value for May 2026 must be a number');
      expect(words).toContain('Value for June 2026 must be between 0 and 100');
      expect(words).toContain('Enter the value for July 2026, or a letter that says why there is none');
      expect(answer.text).toContain('href="#field-value-7"');
      expect(answer.text).toContain('value="lots"');
      expect(await valuesOf(ref)).toEqual([]);
    });

    it('are checked before anything is saved, then saved', async () => {
      const ref = await begin();
      const rows = Object.fromEntries(
        [70, 74, 69, 73, 71, 75, 70, 72, 68, 73, 71].map((value, index) => [index + 1, { value: String(value) }]),
      );
      const all = { ...rows, 12: { numerator: '37', denominator: '50', note: 'One team was away' } };
      const check = await enter(ref, all);
      expect(check.status).toBe(200);
      expect(plain(check.text)).toContain('Save 12 numbers');
      expect(plain(check.text)).toContain('October 2026 Value: 74% 37 of 50');
      expect(await valuesOf(ref)).toEqual([]);
      const saved = await enter(ref, all, { step: 'save' });
      expect([saved.status, saved.headers.location]).toEqual([303, `/measures/${ref}?done=entered`]);
      expect(await valuesOf(ref)).toHaveLength(12);
      expect(plain((await test.get(`/measures/${ref}`)).text)).toContain('74% in October 2026');
    });

    it('go back to be changed with all that was typed', async () => {
      const ref = await begin();
      const back = await enter(ref, { 1: { value: '70', note: 'Words' } }, { step: 'change' });
      expect(back.status).toBe(200);
      expect(back.text).toContain('value="Words"');
      expect(await valuesOf(ref)).toEqual([]);
    });

    it('need a reason where one is unusual', async () => {
      const ref = await begin();
      const steady = [70, 74, 69, 73, 71, 75, 70, 72, 68, 73, 71, 74];
      await enter(
        ref,
        Object.fromEntries(steady.slice(0, 11).map((value, index) => [index + 1, { value: String(value) }])),
        {
          step: 'save',
        },
      );
      const check = await enter(ref, { 12: { value: '95' } });
      expect(plain(check.text)).toContain('95% in October 2026 is above the upper limit');
      const without = await enter(ref, { 12: { value: '95' } }, { step: 'save' });
      expect(without.status).toBe(422);
      expect(plain(without.text)).toContain('Enter why the value for October 2026 is so far from the others');
      const withReason = await enter(ref, { 12: { value: '95', jump: 'A new team began' } }, { step: 'save' });
      expect(withReason.status).toBe(303);
      expect((await valuesOf(ref)).at(-1)).toMatchObject({ value: 95, jump: 'A new team began' });
      expect(plain((await test.get(`/measures/${ref}`)).text)).toContain(
        'Why so far from the others: A new team began',
      );
    });

    it('carry no words that tell of somebody, or of few to everyone', async () => {
      const ref = await begin({ name: 'Children moved', kind: 'people', unit: 'children', target: '' });
      const few = await enter(ref, { 12: { value: '9', note: 'Two children came back' } });
      expect([
        few.status,
        plain(few.text).includes('Numbers under 5 must not be published. Use “fewer than 5”'),
      ]).toEqual([422, true]);
      expect(
        (await enter(ref, { 12: { value: '9', note: 'Two children came back' } }, { visibility: 'board' })).status,
      ).toBe(200);
      await enter(ref, { 11: { value: '9' } }, { step: 'save' });
      const named = await enter(ref, { 12: { value: '30', jump: 'Child A, born 3 May 2014' } }, { step: 'save' });
      expect([named.status, plain(named.text).includes('This looks like it could identify a person')]).toEqual([
        422,
        true,
      ]);
      expect(named.text).toContain('value="Child A, born 3 May 2014"');
      expect(await valuesOf(ref)).toHaveLength(1);
    });

    it('are provisional, then final, then revised, and what was said before stays', async () => {
      const ref = await begin();
      await enter(ref, { 12: { value: '70' } }, { step: 'save', status: 'provisional' });
      await editor.post(`/measures/${ref}/values/new`, entryFields({}, { step: 'save', confirmed: '2026-10' }));
      const silent = await enter(ref, { 12: { value: '72' } });
      expect(silent.status).toBe(422);
      expect(plain(silent.text)).toContain(
        'Enter a note that says why the value for October 2026 changes: it was final',
      );
      const told = await enter(ref, { 12: { value: '72', note: 'Two were counted late' } }, { step: 'save' });
      expect(told.status).toBe(303);
      expect(await valuesOf(ref)).toMatchObject([
        { edition: 1, value: 70, status: 'provisional', flag: 'p' },
        { edition: 2, value: 70, status: 'final', flag: null },
        { edition: 3, value: 72, status: 'revised', flag: 'r', note: 'Two were counted late' },
      ]);
      expect(plain((await test.get(`/measures/${ref}`)).text)).toContain('Before its revision: 70%.');
    });

    it('of two people do not overwrite each other', async () => {
      const ref = await begin();
      const stale = { 12: { value: '80', seen: '0', period: '2026-10' } };
      await enter(ref, { 12: { value: '70' } }, { step: 'save' }, secretary);
      const answer = await enter(ref, stale, { step: 'save' });
      expect(answer.status).toBe(409);
      const words = plain(answer.text);
      expect(words).toContain('Someone changed this measure at');
      expect(words).toContain('70%');
      expect(answer.text).toContain('value="80"');
      expect(await valuesOf(ref)).toMatchObject([{ edition: 1, value: 70 }]);
    });

    it('are not for whoever may not enter them', async () => {
      const ref = await begin();
      expect((await member.get(`/measures/${ref}/values/new`)).status).toBe(403);
      expect((await stranger.get(`/measures/${ref}/values/new`)).status).toBe(404);
      expect((await test.get(`/measures/${ref}/values/new`)).status).toBe(303);
    });
  });

  describe('what only the board may read', () => {
    it('is there for the people of the body, and for nobody else', async () => {
      const ref = await begin({ name: 'Staff who would recommend', visibility: 'board' });
      await enter(ref, { 12: { value: '41' } }, { step: 'save', visibility: '' });
      expect(plain((await member.get(`/measures/${ref}`)).text)).toContain('41% in October 2026');
      expect(plain((await member.get('/organisations/northwick/measures')).text)).toContain(
        'Staff who would recommend',
      );
      for (const who of [stranger.get, test.get]) {
        expect((await who(`/measures/${ref}`)).status).toBe(404);
        expect((await who(`/measures/${ref}.csv`)).status).toBe(404);
        expect((await who('/organisations/northwick/measures')).text).not.toContain('Staff who would recommend');
        expect((await who('/organisations/northwick/measures.csv')).text).not.toContain('Staff who would recommend');
        expect((await who('/measures')).text).not.toContain('Staff who would recommend');
      }
    });

    it('may be single numbers of an open measure, which are opened later as they stand', async () => {
      const ref = await begin();
      await enter(ref, { 11: { value: '60' } }, { step: 'save' });
      await enter(ref, { 12: { value: '61' } }, { step: 'save', visibility: 'board' });
      const outside = plain((await test.get(`/measures/${ref}`)).text);
      expect(outside).toContain('60% in September 2026');
      expect(outside).not.toContain('61%');
      expect(plain((await member.get(`/measures/${ref}`)).text)).toContain('61% Not for publication.');
      await editor.post(`/measures/${ref}/values/new`, entryFields({}, { step: 'save', confirmed: '2026-10' }));
      expect(plain((await test.get(`/measures/${ref}`)).text)).toContain('61%');
    });

    it('is every small number about people: true for the board, withheld for the others', async () => {
      const ref = await begin({
        name: 'Children missing',
        kind: 'people',
        unit: 'children',
        target: '',
        polarity: 'lower',
      });
      await enter(ref, { 11: { value: '6' }, 12: { value: '3', note: 'They moved together' } }, { step: 'save' });
      expect(plain((await member.get(`/measures/${ref}`)).text)).toContain('3 children Not for publication.');
      const outside = (await test.get(`/measures/${ref}`)).text;
      expect(plain(outside)).toContain('Withheld, so that nobody can be recognised (c)');
      expect(outside).not.toContain('They moved together');
      const file = (await test.get(`/measures/${ref}.csv`)).text;
      expect(file).toContain('2026-10,month,,c');
      expect((await member.get(`/measures/${ref}.csv`)).text).toContain('2026-10,month,3,');
    });
  });

  describe('changing it', () => {
    it('brings two people’s changes together, and overwrites nobody', async () => {
      const ref = await begin();
      const page = await editor.get(`/measures/${ref}/edit`);
      const was = /name="was" value="([^"]*)"/.exec(page.text)?.[1]?.replaceAll('&quot;', '"') ?? '';
      const { definition: _, ...known } = measureFields();
      const fields: Record<string, string> = {
        ...known,
        status: 'active',
        polarityNote: '',
        tolerance: '',
        comparator: '',
        pairedWithId: '',
        ownerPost: '',
      };
      const first = await secretary.post(`/measures/${ref}/edit`, { ...fields, comparator: 'England, 77%' });
      expect(first.status).toBe(303);
      const second = await editor.post(`/measures/${ref}/edit`, {
        ...fields,
        name: 'Assessments in time',
        version: '1',
        was,
      });
      expect(second.status).toBe(409);
      expect(plain(second.text)).toContain('Someone changed this measure at');
      expect(second.text).toContain('value="Assessments in time"');
      expect(second.text).toContain('value="England, 77%"');
    });

    it('keeps unit, kind and rhythm where there are numbers', async () => {
      const ref = await begin();
      await enter(ref, { 12: { value: '70' } }, { step: 'save' });
      const { definition: _, ...fields } = measureFields({ frequency: 'quarter' });
      const answer = await editor.post(`/measures/${ref}/edit`, { ...fields, status: 'active' });
      expect(answer.status).toBe(422);
      expect(plain(answer.text)).toContain('cannot change under the numbers on the record');
    });

    it('of its definition makes an edition, and breaks the chart', async () => {
      const ref = await begin();
      const rows = Object.fromEntries(
        Array.from({ length: 12 }, (_unused, index) => [index + 1, { value: String(70 + (index % 3)) }]),
      );
      await enter(ref, rows, { step: 'save' });
      expect(plain((await test.get(`/measures/${ref}`)).text)).toContain('Mean');
      const change = {
        definition: 'Of those begun in the month',
        from: '2026-08',
        reason: 'The ministry counts so now',
      };
      const early = await editor.post(`/measures/${ref}/definition`, { ...change, from: '2026-Q3' });
      expect(plain(early.text)).toContain('First period must be of the same length');
      expect((await editor.post(`/measures/${ref}/definition`, change)).status).toBe(303);
      const page = plain((await test.get(`/measures/${ref}`)).text);
      expect(page).toContain('Of those begun in the month');
      expect(page).toContain('Edition 1 said: Assessments finished within 45 working days');
      expect(page).toContain('3 values since the scale or the definition changed');
      const again = await editor.post(`/measures/${ref}/definition`, {
        ...change,
        from: '2026-07',
        definition: 'Other',
      });
      expect(plain(again.text)).toContain('First period must come after that of the definition before');
    });

    it('of its protection holds at once where it is more, and waits for a second person where it is less', async () => {
      const ref = await begin({ name: 'Children who moved', kind: 'people', unit: 'children', target: '' });
      await enter(ref, { 12: { value: '7' } }, { step: 'save' });
      const policy = {
        smallNumbers: 'yes',
        threshold: '10',
        roundTo: 'none',
        reason: 'A small town, people know each other',
      };
      expect((await editor.post(`/measures/${ref}/small-numbers`, policy)).status).toBe(303);
      expect(plain((await test.get(`/measures/${ref}`)).text)).toContain('Counts of people below 10 are withheld');
      expect(plain((await test.get(`/measures/${ref}`)).text)).not.toContain('7 children');
      const less = await editor.post(`/measures/${ref}/small-numbers`, {
        ...policy,
        threshold: '5',
        reason: 'The usual rule is enough',
      });
      expect(less.headers.location).toContain('done=asked');
      expect(plain((await test.get(`/measures/${ref}`)).text)).toContain('Counts of people below 10 are withheld');
    });
  });

  describe('numbers from a file', () => {
    const upload = (ref: string, content: string | Buffer, more: Record<string, string> = {}) =>
      editor.upload(
        `/measures/${ref}/values/upload`,
        { status: 'final', visibility: 'public', ...more },
        { numbers: { name: 'numbers.csv', content } },
      );

    it('are looked at first, and saved afterwards as they were read', async () => {
      const ref = await begin();
      const look = await upload(ref, 'Month,Value,Note,Team\r\nSep 2026,70,,North\r\n2026-10,72,"Late, by a day",\r\n');
      expect(look.status).toBe(200);
      expect(plain(look.text)).toContain('Nothing is saved yet. 2 numbers can be.');
      expect(plain(look.text)).toContain('Not read: the column Team.');
      expect(await valuesOf(ref)).toEqual([]);
      const content = /name="content" value="([^"]*)"/.exec(look.text)?.[1]?.replaceAll('&quot;', '"') ?? '';
      const saved = await editor.post(`/measures/${ref}/values/upload`, {
        step: 'save',
        status: 'final',
        visibility: 'public',
        content,
      });
      expect(saved.headers.location).toBe(`/measures/${ref}?done=entered`);
      expect(await valuesOf(ref)).toMatchObject([
        { on: '2026-09', value: 70 },
        { on: '2026-10', note: 'Late, by a day' },
      ]);
      expect(plain((await upload(ref, 'period,value\n2026-10,72\n')).text)).toContain(
        'everything in the file is on the record',
      );
    });

    it('are not saved over what somebody else saved after they were looked at', async () => {
      const ref = await begin();
      const look = await upload(ref, 'period,value\n2026-10,72\n', { status: 'provisional' });
      const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(look.text)?.[1] ?? '';
      await enter(ref, { 12: { value: '70' } }, { step: 'save', status: 'provisional' }, secretary);
      const fields = { content: hidden('content'), seen: hidden('seen'), status: 'provisional', visibility: 'public' };
      const late = await editor.post(`/measures/${ref}/values/upload`, { ...fields, step: 'save' });
      expect(late.status).toBe(409);
      expect(plain(late.text)).toContain('the record has changed meanwhile');
      expect(await valuesOf(ref)).toMatchObject([{ value: 70, edition: 1 }]);
      const again = /name="seen" value="([^"]*)"/.exec(late.text)?.[1] ?? '';
      const knowing = await editor.post(`/measures/${ref}/values/upload`, { ...fields, seen: again, step: 'save' });
      expect(knowing.status).toBe(303);
    });

    it('are told line by line what is wrong, and none is saved', async () => {
      const ref = await begin();
      const look = await upload(
        ref,
        'period,value,letter\n2026-08,70,\n2026-09,lots,\n2026-13,7,\n2026-08,71,\n2026-10,101,\n2026-07,5,q\n',
      );
      const words = plain(look.text);
      expect(words).toContain('5 lines cannot stand');
      expect(words).toContain('3 What it says: 2026-09: lots What is wrong: Value for September 2026 must be a number');
      expect(words).toContain('Period must be written as');
      expect(words).toContain('August 2026 is there twice');
      expect(words).toContain('Value for October 2026 must be between 0 and 100');
      expect(words).toContain('Letter for July 2026 must be one of');
      expect(look.text).not.toContain('value="save"');
      expect(await valuesOf(ref)).toEqual([]);
    });

    it.each([
      ['', 'The file has no numbers in it'],
      ['a,b\n1,2\n', 'The file must have a column called period'],
      [Buffer.from([80, 75, 3, 4, 0, 0]), 'The file must be a CSV'],
      ['period,value\n'.padEnd(160_000, '2026-10,7\n'), 'The file must be smaller than 150KB'],
    ])('are refused where there are none to read', async (content, message) => {
      const answer = await upload(await begin(), content);
      expect(answer.status).toBe(422);
      expect(plain(answer.text)).toContain(message);
    });

    it('say at the field that no file was chosen', async () => {
      const answer = await editor.post(`/measures/${await begin()}/values/upload`, {
        status: 'final',
        visibility: 'public',
      });
      expect([answer.status, plain(answer.text).includes('Select a file with numbers')]).toEqual([422, true]);
    });
  });

  describe('what the board decides', () => {
    const year = Object.fromEntries(
      [70, 74, 69, 73, 71, 75, 70, 72, 68, 73, 71, 74].map((value, index) => [index + 1, { value: String(value) }]),
    );
    const asked = { from: '2025-11', to: '2026-10', reason: 'The first year after the new system' };
    const withNumbers = async (more: Record<string, string> = {}): Promise<string> => {
      const ref = await begin(more);
      await enter(ref, year, { step: 'save' });
      return ref;
    };

    it('is a baseline, which the secretary records with its decision', async () => {
      const ref = await withNumbers();
      const without = await secretary.post(`/measures/${ref}/baseline`, asked);
      const asksFor = 'Select the decision that agreed this, or enter its reference';
      expect([without.status, plain(without.text).includes(asksFor)]).toEqual([422, true]);
      const short = await secretary.post(`/measures/${ref}/baseline`, {
        ...asked,
        to: '2026-01',
        decisionRef: 'DE-0004',
      });
      expect(plain(short.text)).toContain('A baseline needs 6 numbers or more');
      const locked = await secretary.post(`/measures/${ref}/baseline`, { ...asked, decisionRef: 'DE-0004' });
      expect(locked.headers.location).toContain('done=locked');
      const page = plain((await test.get(`/measures/${ref}`)).text);
      expect(page).toContain('November 2025 to October 2026');
      expect(page).toContain('Decision DE-0004.');
      expect(plain((await test.get(`/measures/${ref}?known=2026-11-25`)).text)).not.toContain('DE-0004');
      const again = await secretary.post(`/measures/${ref}/baseline`, { ...asked, decisionRef: 'DE-0005' });
      expect(plain(again.text)).toContain('A baseline must begin after the one that was locked before');
    });

    it('chooses from what the boards of the body decided, never from another’s', async () => {
      const { review } = await aPublishedMeeting(test.app, 'northwick');
      await aPublishedMeeting(test.app, 'eastmere');
      const [decided] = await test.app.get(OutcomesQueries).decisionsOf(review.id);
      const ref = await withNumbers();
      const page = await secretary.get(`/measures/${ref}/baseline`);
      const offered = /<select[^>]+name="boardDecision"[\s\S]+?<\/select>/.exec(page.text)?.[0] ?? '';
      expect([...offered.matchAll(/<option value="([^"]*)"/g)].map(([, value]) => value)).toEqual(['', decided?.id]);
      const foreign = await secretary.post(`/measures/${ref}/baseline`, { ...asked, boardDecision: 'of another' });
      expect(foreign.status).toBe(422);
      const locked = await secretary.post(`/measures/${ref}/baseline`, { ...asked, boardDecision: decided?.id ?? '' });
      expect(locked.status).toBe(303);
      expect(plain((await test.get(`/measures/${ref}`)).text)).toContain(`Decision ${decided?.ref}.`);
      expect((await editor.get(`/measures/${ref}/baseline`)).text).not.toContain('boardDecision');
    });

    it('may be proposed by the body; the chair agrees, a member may not even look', async () => {
      const ref = await withNumbers();
      const proposed = await editor.post(`/measures/${ref}/baseline`, asked);
      expect(proposed.headers.location).toContain('done=asked');
      const page = await editor.get(`/measures/${ref}`);
      const path = /\/measures\/ME-\d+\/proposals\/[0-9a-f-]+/.exec(page.text)?.[0] ?? '';
      expect(plain((await editor.get(path)).text)).toContain('The chair of the board or its secretary decides this.');
      expect((await member.get(path)).status).toBe(403);
      expect((await stranger.get(path)).status).toBe(404);
      const hidden = { decision: 'agree', version: '1' };
      const own = await editor.post(path, { ...hidden, decisionRef: 'DE-0001' }, { from: `/measures/${ref}/baseline` });
      expect(own.status).toBe(422);
      expect((await chair.post(path, { decision: 'agree' })).status).toBe(422);
      expect((await chair.post(path, { decision: 'agree', decisionRef: 'DE-0009' })).status).toBe(303);
      expect(plain((await test.get(`/measures/${ref}`)).text)).toContain('Decision DE-0009.');
      const late = await secretary.post(
        path,
        { ...hidden, decisionRef: 'DE-0010' },
        { from: `/measures/${ref}/baseline` },
      );
      expect([late.status, plain(late.text).includes('It was agreed.')]).toEqual([409, true]);
    });

    it('is a dip that is expected, never of what is critical to safety', async () => {
      const ref = await withNumbers();
      const dip = { months: '6', limitValue: '60', reason: 'Two teams move to the new system', decisionRef: 'DE-0011' };
      const up = await secretary.post(`/measures/${ref}/expected-dip`, { ...dip, limitValue: '90' });
      expect(plain(up.text)).toContain('Limit must be on the worse side of where the measure stands');
      expect((await secretary.post(`/measures/${ref}/expected-dip`, dip)).status).toBe(303);
      const page = await test.get(`/measures/${ref}`);
      expect(plain(page.text)).toContain(
        'Written down on 26 November 2026: a dip of up to 6 months is expected, not below 60%. Why: Two teams move to the new system. Decision DE-0011. No number since then.',
      );
      expect(page.text).toContain('chart__dip');
      const critical = await withNumbers({ safetyCritical: 'yes' });
      expect(plain((await secretary.get(`/measures/${critical}/expected-dip`)).text)).toContain(
        'This measure is marked safety-critical. A fall is not explained as an early dip.',
      );
    });

    it('is not needed for less protection, but another person is', async () => {
      const ref = await begin({ name: 'Children who left', kind: 'people', unit: 'children', target: '' });
      await enter(ref, { 12: { value: '4' } }, { step: 'save' });
      const less = { smallNumbers: 'no', threshold: '5', roundTo: 'none', reason: 'Published by the ministry already' };
      await editor.post(`/measures/${ref}/small-numbers`, less);
      const path =
        /\/measures\/ME-\d+\/proposals\/[0-9a-f-]+/.exec((await editor.get(`/measures/${ref}`)).text)?.[0] ?? '';
      expect(plain((await editor.get(path)).text)).toContain('You asked for this. Somebody else');
      expect(plain((await test.get(`/measures/${ref}`)).text)).not.toContain('4 children');
      expect((await secretary.post(path, { decision: 'agree' })).status).toBe(303);
      expect(plain((await test.get(`/measures/${ref}`)).text)).toContain('4 children');
    });
  });

  describe('the scorecard and the return', () => {
    it('say in words what each measure says, what is read with it and what is due', async () => {
      const quality = await begin({ name: 'Audited good or better', role: 'outcome' });
      const others = await test.database.rows<{ id: string }>(
        sql`SELECT measure.id FROM measure WHERE measure.ref = ${quality}`,
      );
      const ref = await begin({ name: 'Visits in time', pairedWithId: others[0]?.id ?? '' });
      const year = [70, 74, 69, 73, 71, 75, 70, 72, 68, 73, 71];
      await enter(ref, Object.fromEntries(year.map((value, index) => [index + 1, { value: String(value) }])), {
        step: 'save',
      });
      await enter(quality, { 11: { value: '55' } }, { step: 'save' });
      const card = plain((await test.get('/organisations/northwick/measures')).text);
      expect(card).toContain('Visits in time What is done Newest: 71%, September 2026');
      expect(card).toContain(
        'Target: Will not meet the target without a change Target 85%, Agreed by the board in March 2026',
      );
      expect(card).toContain('Read with: Audited good or better 55%, September 2026. Too few to tell');
      expect(card).toContain('Due: October 2026 is due Since 20 November 2026');
      const file = (await test.get('/organisations/northwick/measures.csv')).text;
      expect(file.split('\r\n')[0]).toContain('newest_value');
    });

    it('are gathered in the return, and stand among what one has to do', async () => {
      const page = plain((await editor.get('/organisations/northwick/return')).text);
      expect(page).toContain('Monthly return');
      expect(page).toMatch(/\d+ numbers are due\./);
      expect(page).toContain('Visits in time For: October 2026');
      expect((await editor.get('/organisations/northwick/measures')).text).toContain('/organisations/northwick/return');
      const work = await editor.get('/my-work');
      expect(plain(work.text)).toMatch(/\d+ numbers of \d+ measures are due Northwick Council Overdue since/);
      expect(work.text).toContain('href="/organisations/northwick/return"');
      expect((await member.get('/organisations/northwick/return')).status).toBe(403);
      expect((await stranger.get('/organisations/northwick/return')).status).toBe(404);
      expect(plain((await stranger.get('/organisations/eastmere/return')).text)).toContain('Your return is complete.');
    });

    it('say what waits for a decision to whoever decides it, and not to whoever asked', async () => {
      const ref = await begin({ name: 'Children who waited', kind: 'people', unit: 'children', target: '' });
      const less = {
        smallNumbers: 'yes',
        threshold: '3',
        roundTo: 'none',
        reason: 'The ministry publishes from three',
      };
      await editor.post(`/measures/${ref}/small-numbers`, less);
      const asked = 'Less protection of small numbers was asked for: Children who waited';
      expect(plain((await secretary.get('/my-work')).text)).toContain(asked);
      expect(plain((await editor.get('/my-work')).text)).not.toContain(asked);
      expect(plain((await member.get('/my-work')).text)).not.toContain(asked);
    });
  });

  describe('its history', () => {
    it('tells the people of the body every act, and everybody else what is public', async () => {
      const ref = await begin();
      await enter(ref, { 12: { value: '70' } }, { step: 'save' });
      const change = {
        definition: 'Of those begun in the month',
        from: '2026-08',
        reason: 'The ministry counts so now',
      };
      await editor.post(`/measures/${ref}/definition`, change);
      expect((await test.get(`/measures/${ref}`)).text).toContain(`/history/measure/${ref}`);
      const inside = plain((await member.get(`/history/measure/${ref}`)).text);
      expect(inside).toContain('entered numbers');
      expect(inside).toContain('changed the definition of this measure');
      const outside = plain((await test.get(`/history/measure/${ref}`)).text);
      expect(outside).toContain('changed the definition of this measure');
      expect(outside).not.toContain('entered numbers');
      const secret = await begin({ name: 'For the board', visibility: 'board' });
      expect((await test.get(`/history/measure/${secret}`)).status).toBe(404);
      expect((await member.get(`/history/measure/${secret}`)).status).toBe(200);
    });
  });

  it('breaks no page', () => {
    expect(test.faults.map((fault) => fault.slice(0, 400))).toEqual([]);
  });
});
