import { fixed, list, nothing, type Sql, sql, where } from './sql.js';

const onSqlite = (query: Sql) => query.bind(() => '?');
const onPostgres = (query: Sql) => query.bind((position) => `$${position}`);

describe('a piece of SQL', () => {
  it('holds its values apart from its text', () => {
    const hostile = `'; DROP TABLE organisation; --`;
    const query = sql`SELECT name FROM organisation WHERE slug = ${hostile} AND version > ${3}`;
    expect(onSqlite(query)).toEqual({
      text: 'SELECT name FROM organisation WHERE slug = ? AND version > ?',
      values: [hostile, 3],
    });
    expect(onPostgres(query).text).toBe('SELECT name FROM organisation WHERE slug = $1 AND version > $2');
  });

  it('nests, and numbers its values in the order in which they stand', () => {
    const inner = sql`kind IN (${list(['council', 'school'])}) AND region = ${'London'}`;
    const query = sql`SELECT ${1} FROM organisation WHERE ${inner} ORDER BY ${fixed('sort_name')} LIMIT ${10}`;
    expect(onPostgres(query)).toEqual({
      text: 'SELECT $1 FROM organisation WHERE kind IN ($2, $3) AND region = $4 ORDER BY sort_name LIMIT $5',
      values: [1, 'council', 'school', 'London', 10],
    });
  });

  it('is bound anew each time', () => {
    const query = sql`SELECT ${'a'}`;
    expect(onPostgres(query)).toEqual(onPostgres(query));
  });

  it('passes on null, and what looks like a placeholder, as they are', () => {
    expect(onPostgres(sql`SELECT ${null}, ${'$1'}, ${'?'}`).values).toEqual([null, '$1', '?']);
  });

  it('may be nothing at all', () => {
    expect(onSqlite(sql`SELECT 1${nothing}`)).toEqual({ text: 'SELECT 1', values: [] });
  });
});

describe('a list of values', () => {
  it('is bound one by one', () => {
    expect(onSqlite(sql`x IN (${list([1, 2, 3])})`)).toEqual({ text: 'x IN (?, ?, ?)', values: [1, 2, 3] });
    expect(onSqlite(sql`x IN (${list(['one'])})`)).toEqual({ text: 'x IN (?)', values: ['one'] });
  });

  it('is never empty: no row can be in it', () => {
    expect(() => list([])).toThrow('An empty list cannot be asked for');
  });
});

describe('a WHERE', () => {
  it('joins the conditions that there are', () => {
    const query = sql`SELECT 1 FROM t${where([sql`a = ${1}`, null, sql`b = ${2}`])}`;
    expect(onPostgres(query)).toEqual({ text: 'SELECT 1 FROM t WHERE a = $1 AND b = $2', values: [1, 2] });
  });

  it('is left out when there is none', () => {
    expect(onSqlite(sql`SELECT 1 FROM t${where([null, null])}`).text).toBe('SELECT 1 FROM t');
    expect(onSqlite(sql`SELECT 1 FROM t${where([])}`).text).toBe('SELECT 1 FROM t');
  });
});
