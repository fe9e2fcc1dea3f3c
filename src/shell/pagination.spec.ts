import { formatCapped, pageNumbers, paginate, readPage } from './pagination.js';

const list = { path: '/organisations', query: { kind: 'council' } };
const exactly = (count: number) => ({ count, capped: false });

describe('reading a page number', () => {
  it.each([
    [undefined, 1],
    ['1', 1],
    ['7', 7],
  ])('takes %j as %d', (page, number) => {
    expect(readPage({ page })).toEqual({ page: number, notes: [] });
  });

  it.each(['0', '-1', '1.5', '1e3', 'two', '', ' 2', '99999999999999999999', ['1', '2'], { a: 1 }, null])(
    'shows the first page for %j and says so',
    (page) => {
      const read = readPage({ page });
      expect(read.page).toBe(1);
      expect(read.notes).toHaveLength(1);
    },
  );
});

describe('the numbers between pages', () => {
  it.each([
    [1, 1, [1]],
    [1, 3, [1, 2, 3]],
    [3, 5, [1, 2, 3, 4, 5]],
    [1, 10, [1, 2, null, 10]],
    [5, 10, [1, null, 4, 5, 6, null, 10]],
    [4, 10, [1, 2, 3, 4, 5, null, 10]],
    [10, 10, [1, null, 9, 10]],
  ])('at page %d of %d are %j', (current, last, numbers) => {
    expect(pageNumbers(current, last)).toEqual(numbers);
  });
});

describe('the links between pages', () => {
  it('are not there when one page holds the list', () => {
    expect(paginate({ page: 1, shown: 25, total: exactly(25) }, list)).toBeNull();
    expect(paginate({ page: 1, shown: 0, total: exactly(0) }, list)).toBeNull();
  });

  it('keep the filter, and the first page has no number in its address', () => {
    const pages = paginate({ page: 2, shown: 25, total: exactly(62) }, list);
    expect(pages?.previousHref).toBe('/organisations?kind=council');
    expect(pages?.nextHref).toBe('/organisations?kind=council&page=3');
    expect(pages?.summary).toBe('Showing 26 to 50 of 62');
    expect(pages?.items.map((item) => item.current)).toEqual([false, true, false]);
  });

  it('go on past the number at which counting stopped, as long as pages are full', () => {
    const total = { count: 1000, capped: true };
    expect(formatCapped(total)).toBe('1,000+');
    const beyond = paginate({ page: 41, shown: 25, total }, list);
    expect(beyond?.nextHref).toBe('/organisations?kind=council&page=42');
    expect(beyond?.summary).toBe('Showing 1,001 to 1,025 of 1,000+');
    expect(beyond?.items.at(-1)?.gap).toBe(true);
    expect(paginate({ page: 41, shown: 3, total }, list)?.nextHref).toBeNull();
  });

  it('lead back from a page past the end', () => {
    const past = paginate({ page: 9, shown: 0, total: exactly(62) }, list);
    expect(past?.previousHref).toBe('/organisations?kind=council&page=3');
    expect(past?.nextHref).toBeNull();
    expect(past?.summary).toBe('Nothing on this page of 62');
  });
});
