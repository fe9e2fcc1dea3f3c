/**
 * Makes the record of one council that its board has kept for some years: twenty measures by month, sixty actions with
 * what was said of each, twelve meetings a year with challenges, concerns, learning and inspections. Everything follows
 * from its number. Written straight into the tables, as in `fill.mjs`.
 */
import { openService, program } from './service.mjs';

const { loadSqliteDriver } = await program('database/sqlite-driver.js');

const lastDay = Date.UTC(2026, 10, 20);
const dayInMilliseconds = 86_400_000;
/** So many days before the last. */
const before = (days) => new Date(lastDay - days * dayInMilliseconds).toISOString().slice(0, 10);
const moment = (on) => `${on}T10:00:00.000Z`;
const levers = ['practice', 'culture', 'leadership', 'capacity', 'systems', 'structure'];
const horizons = ['stabilise', 'improve', 'embed'];

/** Adds rows; a column that must have a value and was given none gets the plainest one. */
function plainly(connection) {
  const tables = new Map();
  const numbers = new Map();
  return (table, given) => {
    if (!tables.has(table)) tables.set(table, connection.pragma(`table_info("${table}")`));
    const number = (numbers.get(table) ?? 0) + 1;
    numbers.set(table, number);
    const on = given.on ?? before(0);
    const plain = (name, type) => {
      if (name === 'id') return `${table}-${number}`;
      if (name === 'ref') return `LR${table.slice(0, 9)}-${number}`;
      if (name === 'visibility') return 'board';
      if (name === 'version') return 1;
      if (/int|double/i.test(type)) return 0;
      if (name.endsWith('_at')) return moment(on);
      return type.includes('(10)') ? on : 'Made up';
    };
    const row = Object.fromEntries(
      tables
        .get(table)
        .filter(({ name, notnull, dflt_value: byDefault }) => name in given || (notnull === 1 && byDefault === null))
        .map(({ name, type }) => [name, name in given ? given[name] : plain(name, type)]),
    );
    if (tables.get(table).some(({ name }) => name === 'recorded_at')) row.recorded_at = moment(on);
    if (tables.get(table).some(({ name }) => name === 'known_on')) row.known_on = on;
    const columns = Object.keys(row);
    connection
      .prepare(
        `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
      )
      .run(row);
    return row.id;
  };
}

function writeYears(connection, years) {
  const add = plainly(connection);
  const organisation = add('organisation', {
    id: 'long-record',
    slug: 'long-record-council',
    name: 'Long Record Council',
    sort_name: 'long record council',
    kind: 'council',
    sector: 'councils',
    visibility: 'public',
  });
  const days = years * 365;
  const framework = connection
    .prepare(
      `SELECT framework.id, framework.title, rating_grade.id AS grade FROM framework
         JOIN rating_grade ON rating_grade.scale_id = framework.scale_id AND rating_grade.key = 'inadequate'
        WHERE framework.key = 'ofsted_ilacs_2018'`,
    )
    .get();
  const episode = add('failure_episode', {
    on: before(days),
    organisation_id: organisation,
    area: 'children',
    title: 'Children’s services',
    origin: 'judgements',
    state: 'open',
    trigger_kind: 'judgement',
    trigger_on: before(days),
    trigger_day: before(days),
    visibility: 'public',
  });
  const findings = [];
  for (let number = 0; number < years * 2; number += 1) {
    const on = before(days - number * 182);
    const inspection = add('inspection', {
      on,
      organisation_id: organisation,
      framework_id: framework.id,
      published_framework: framework.title,
      inspectorate_name: 'Ofsted',
      subject: 'Children’s services',
      type: number === 0 ? 'full' : 'monitoring',
      graded: number === 0 ? 1 : 0,
      published_on: on,
      judged_on: on,
      judged_day: on,
      status: 'published',
      visibility: 'public',
    });
    for (let position = 0; position < 8; position += 1) {
      const cause = levers[position % 4];
      const id = add('finding', {
        on,
        inspection_id: inspection,
        position,
        kind: 'area_for_improvement',
        status: 'open',
        cause,
      });
      findings.push({ id, cause, year: Math.floor(number / 2) });
    }
  }
  for (let number = 0; number < 20; number += 1) {
    const measure = add('measure', {
      organisation_id: organisation,
      origin: 'board',
      name: `Measure ${number}`,
      unit: '%',
      kind: 'other',
      role: ['process', 'outcome', 'exposure', 'capacity'][number % 4],
      polarity: 'higher',
      frequency: 'month',
      early_movement: 'none',
      status: 'active',
      visibility: 'public',
    });
    const months = years * 12 + 12;
    for (let month = 0; month < months; month += 1) {
      const on = before((months - month) * 30.4);
      add('measure_value', {
        on,
        occurred_on: on.slice(0, 7),
        measure_id: measure,
        position: month,
        edition: 1,
        measured_on: on.slice(0, 7),
        value: 60 + ((month * 7 + number * 5) % 11) - (month > 14 && number % 3 === 0 ? 8 : 0),
        status: 'final',
        visibility: 'public',
      });
    }
  }
  for (let year = 0; year < years; year += 1)
    writePlan(add, {
      organisation,
      episode,
      start: days - year * 365,
      findings: findings.filter((finding) => finding.year === year),
    });
  const board = add('board', {
    organisation_id: organisation,
    name: 'The board',
    started_on: before(days),
  });
  const members = ['independent', 'elected', 'internal_officer', 'partner_body', 'government'].map(
    (independence, seat) =>
      add('board_member', {
        board_id: board,
        display_name: `Member ${seat}`,
        independence,
        seat: seat === 0 ? 'chair' : 'member',
        voting: 1,
        name_is_public: 1,
        from_on: before(days),
      }),
  );
  for (let meeting = 0; meeting < years * 12; meeting += 1) {
    const on = before(days - 28 - meeting * 30);
    const review = add('review', {
      on,
      board_id: board,
      held_on: on,
      state: 'published',
      quorate: 1,
    });
    add('review_step', {
      on,
      review_id: review,
      position: 1,
      from_state: 'issued',
      to_state: 'held',
      held_on: on,
    });
    if (meeting % 3 === 2)
      for (let lesson = 1; lesson <= 8; lesson += 1)
        add('lesson_assessment', {
          on,
          review_id: review,
          episode_id: episode,
          lesson,
          kind: 'board',
          edition: 1,
          level: 1 + ((meeting + lesson) % 3),
          strength: 'fair',
          direction: meeting < 3 ? 'first' : 'same',
          reason: 'Made up: what the board saw at its meeting, and why it says so in two lines of a report.',
          what_would_change: 'Made up: a visit from outside that finds otherwise.',
          read_as_of: on,
        });
    for (const member of members) add('attendance', { on, review_id: review, member_id: member, presence: 'present' });
    for (let asked = 0; asked < 2; asked += 1) {
      const by_member_id = members[(meeting + asked) % members.length];
      const challenge = add('challenge', {
        on,
        review_id: review,
        by_member_id,
        raised_on: on,
        due_on: on,
        state: 'answered',
      });
      add('challenge_answer', { on, challenge_id: challenge, position: 1, answered_on: on });
    }
  }
  writeVoice(add, { organisation, years, days });
  return organisation;
}

const states = ['not_started', 'in_progress', 'action_complete', 'impact_shown'];
/** A third of all actions has shown impact, a third is complete, and a third is under way. */
const movesOf = (number) =>
  states.slice(1, 2 + [2, 1, 0][number % 3]).map((state, index) => ({ from: states[index], state }));

function writePlan(add, { organisation, episode, start, findings }) {
  const on = before(start - 20);
  const plan = add('plan', { on, organisation_id: organisation, episode_id: episode });
  const priority = add('priority', { on, plan_id: plan, number: 1 });
  const milestones = Array.from({ length: 60 }, (_nothing, number) => {
    const due = before(Math.max(0, start - 40 - number * 5));
    const id = add('milestone', {
      on,
      plan_id: plan,
      priority_id: priority,
      lever: levers[number % levers.length],
      horizon: horizons[number % horizons.length],
      weight: 'medium',
      baseline_due: due,
      current_due: due,
      adapted_from: number % 12 === 0 ? 'Elsewhere' : null,
      state: movesOf(number).at(-1).state,
    });
    for (let position = 0; position < 12; position += 1)
      add('milestone_update', {
        milestone_id: id,
        position,
        at: moment(before(Math.max(0, start - 30 - position * 28))),
        state: 'in_progress',
        rating: position % 4 === 3 ? 'at_risk' : 'on_track',
      });
    for (const [index, to] of movesOf(number).entries())
      add('milestone_move', {
        milestone_id: id,
        position: index + 1,
        from_state: to.from,
        to_state: to.state,
        on_day: before(Math.max(0, start - 20 - index * 60)),
        at: moment(before(Math.max(0, start - 20 - index * 60))),
      });
    return { id, number, due };
  });
  for (const [index, finding] of findings.entries()) {
    const answer = milestones.filter(({ number }) => levers[number % levers.length] === finding.cause)[index % 8];
    add('milestone_link', { on, milestone_id: answer.id, kind: 'finding', target_id: finding.id });
  }
  add('plan_version', {
    on,
    plan_id: plan,
    number: 1,
    state: 'agreed',
    agreed_on: on,
    frozen: JSON.stringify({
      title: 'The plan',
      priorities: [],
      milestones: milestones.map(({ id, number, due }) => ({
        id,
        ref: id,
        title: `Action ${number}`,
        lever: levers[number % levers.length],
        horizon: horizons[number % horizons.length],
        dueOn: due,
        state: 'in_progress',
      })),
    }),
  });
}

function writeVoice(add, { organisation, years, days }) {
  for (let year = 0; year < years; year += 1)
    add('headcount', {
      on: before(days - year * 365),
      organisation_id: organisation,
      counted_on: before(days - year * 365),
      basis: 'people',
      value: 1_200,
    });
  for (let week = 0; week < years * 52; week += 1) {
    const raised = days - week * 7;
    const shared_on = raised > 60 ? before(raised - 30) : null;
    add('concern', {
      organisation_id: organisation,
      raised_on: before(raised),
      route: 'online',
      theme: 'workload',
      anonymous: 1,
      state: shared_on ? 'closed' : 'raised',
      outcome_shared_on: shared_on,
    });
  }
  for (let number = 0; number < years * 4; number += 1) {
    const on = before(days - 45 - number * 91);
    const event = add('organisation_event', {
      on,
      organisation_id: organisation,
      occurred_on: on,
      kind: 'incident',
      significant: 1,
    });
    const review = add('learning_review', {
      on,
      organisation_id: organisation,
      event_id: event,
      type: 'huddle',
      begun_on: on,
    });
    add('learning_factor', { review_id: review, factor: 'tools' });
    add('learning_action', { review_id: review, number: 1 });
  }
}

/** The years on the record of a council in a file, and a member of its board who is signed in there. */
export async function makeLongRecord(file, years) {
  // Makes the tables where there are none.
  const opened = await openService(file);
  await opened.close();
  const Connection = loadSqliteDriver();
  const connection = new Connection(file);
  connection.pragma('synchronous = OFF');
  const organisationId = connection.transaction(() => writeYears(connection, years))();
  const rows = connection.prepare('SELECT count(*) AS count FROM milestone_update').get().count;
  connection.close();
  const service = await openService(file);
  try {
    const { AccountsService } = await program('access/accounts.service.js');
    const { SessionsService } = await program('access/sessions.service.js');
    const { theService } = await program('access/audit.service.js');
    const account = {
      name: 'Mae Member',
      email: 'mae@turnaround.example',
      passwordHash: null,
      status: 'active',
    };
    const grant = {
      role: 'board_member',
      organisationId,
      inspectorateId: null,
      chair: false,
      fromOn: '2015-01-01',
      toOn: null,
    };
    const made = await service.app.get(AccountsService, { strict: false }).add(theService, account, [grant]);
    const token = await service.app.get(SessionsService, { strict: false }).start(made.id, 'The bench');
    return {
      file,
      organisationId,
      slug: 'long-record-council',
      years,
      updates: rows,
      cookie: `turnaround=${token}`,
      path: '/organisations/long-record-council/lessons',
    };
  } finally {
    await service.close();
  }
}
