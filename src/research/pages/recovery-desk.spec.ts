import type { Response } from 'express';
import { type CalendarDay, day } from '../../kernel/calendar-day.js';
import type { Clock } from '../../kernel/clock.js';
import { Turns } from '../../shell/turns.js';
import type { RecoveryQueries } from '../data/recovery.queries.js';
import type { RecoveryFactRow, RecoveryRow } from '../domain/recovery-record.js';
import { RecoveryDesk } from './recovery-desk.js';
import type { Asked } from './recovery-question.js';

const row = (ref: string): RecoveryRow => ({
  id: ref,
  ref,
  title: 'Failing',
  origin: 'judgements',
  area: 'children',
  unit: null,
  organisationId: 'o1',
  organisation: 'Northwick Council',
  slug: 'northwick',
  sector: 'councils',
  kind: 'council',
  region: null,
  frameworkId: null,
  endFrameworkId: null,
  triggerKind: 'judgement',
  triggerOn: '2019-03-01',
  notFailingOn: null,
  goodOn: null,
  recoveredOn: null,
  interventionEndedOn: null,
  closedOn: null,
  closeReason: null,
  bodyClosedOn: null,
  bodyWent: null,
  lastFailingDay: null,
  status: null,
  relapseOfId: null,
  state: 'open',
});

describe('asking the desk of time to recovery', () => {
  let rows: RecoveryRow[];
  let facts: readonly RecoveryFactRow[];
  let version: number;
  let today: CalendarDay;
  let turns: Turns;
  let made: string[];
  let desk: RecoveryDesk;
  beforeEach(() => {
    rows = [row('EP-1')];
    facts = [];
    version = 1;
    today = day('2026-11-27');
    made = [];
    turns = new Turns();
    const queries: Pick<RecoveryQueries, 'dataVersion' | 'episodes' | 'beside'> = {
      dataVersion: () => Promise.resolve(String(version)),
      episodes: () => Promise.resolve([...rows]),
      beside: () => Promise.resolve({ facts, frameworks: [] }),
    };
    const clock = { today: () => today } as Clock;
    desk = new RecoveryDesk(queries as RecoveryQueries, clock, turns);
  });

  const commit = (ref: string): void => {
    rows.push(row(ref));
    version += 1;
  };
  /** The episodes of the answer; null: none was given. */
  async function ask(query: Asked = {}, { closed = false } = {}): Promise<string | null> {
    const given: string[] = [];
    await desk.answer(
      { as: 'list', query, response: { closed } as Response },
      ({ cases, values }) => {
        const answer = cases.map(({ ref }) => ref).join(' ');
        made.push(`${answer} by ${values.by ?? 'nothing'}`);
        return answer;
      },
      (answer) => given.push(answer),
    );
    return given[0] ?? null;
  }
  /** Long work of others that ends when the function is called. */
  function occupy(): () => void {
    let end: () => void = () => undefined;
    void turns.take(
      () => false,
      () =>
        new Promise<void>((resolve) => {
          end = resolve;
        }),
    );
    return () => end();
  }

  it('gives what was made before at once, whoever works long meanwhile', async () => {
    await ask({ by: 'area' });
    const end = occupy();
    expect(await ask({ by: 'area', definition: 'not-failing' })).toBe('EP-1');
    expect(made).toEqual(['EP-1 by area']);
    end();
  });

  it('makes it anew once an episode is committed, and keeps it when something else is', async () => {
    await ask();
    version += 1;
    expect(await ask()).toBe('EP-1');
    expect(made).toHaveLength(1);
    commit('EP-2');
    expect(await ask()).toBe('EP-1 EP-2');
    version += 1;
    rows = [row('EP-1'), { ...row('EP-2'), area: 'adults' }];
    await ask();
    expect(made).toHaveLength(3);
  });

  it('hands out another record after each commit, since others hold by it what they read beside it', async () => {
    const before = await desk.open();
    expect((await desk.open()).record).toBe(before.record);
    version += 1;
    const after = await desk.open();
    expect(after.record).not.toBe(before.record);
    expect(after.record.cases).toBe(before.record.cases);
  });

  it('makes it anew on another day, and where what stands beside the episodes is another', async () => {
    await ask();
    today = day('2026-11-28');
    await ask();
    version += 1;
    facts = [
      { kind: 'peer', episodeId: null, organisationSlug: 'northwick', level: null, startedOn: '2019', endedOn: null },
    ];
    await ask();
    expect(made).toHaveLength(3);
  });

  it('asks a record that changed while a question waited for its turn', async () => {
    const end = occupy();
    const asked = [ask(), ask()];
    await new Promise((resolve) => setTimeout(resolve, 5));
    commit('EP-2');
    end();
    expect(await Promise.all([...asked, ask()])).toEqual(['EP-1 EP-2', 'EP-1 EP-2', 'EP-1 EP-2']);
    expect(made).toHaveLength(1);
  });

  it('makes nothing for whoever has gone', async () => {
    expect(await ask({}, { closed: true })).toBeNull();
    expect(made).toEqual([]);
  });

  it('keeps no question of which something was left out', async () => {
    await ask({ by: 'colour' });
    await ask({ by: 'colour' });
    expect(made).toHaveLength(2);
  });
});
