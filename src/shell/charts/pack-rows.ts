/** A way to draw something: the room that it takes, with its label where the label stands. */
export type Placement<Where> = { readonly from: number; readonly to: number; readonly where: Where };

export type Placed<Item, Where> = { readonly item: Item; readonly row: number; readonly where: Where };

/**
 * Gives every item a row in which it touches no other. Rows are filled from the first; in each row the placements are
 * tried in the order given, so the best way to label comes first and the barest last. The barest is always tried
 * after all rows within `labelRows` have refused the others, and opens a new row when it must.
 */
export function packRows<Item, Where>(
  items: readonly Item[],
  placementsOf: (item: Item) => readonly Placement<Where>[],
  { gap, labelRows }: { readonly gap: number; readonly labelRows: number },
): { readonly placed: readonly Placed<Item, Where>[]; readonly rows: number } {
  const rows: Placement<Where>[][] = [];
  const isFree = (row: number, { from, to }: Placement<Where>): boolean =>
    (rows[row] ?? []).every((other) => to + gap <= other.from || from >= other.to + gap);

  const place = (item: Item): Placed<Item, Where> => {
    const placements = placementsOf(item);
    const barest = placements.at(-1);
    if (!barest) throw new Error('An item without a placement cannot be drawn');
    const tries = [
      ...Array.from({ length: labelRows }, (_unused, row) =>
        placements.slice(0, -1).map((placement) => ({ row, placement })),
      ).flat(),
      ...Array.from({ length: rows.length + 1 }, (_unused, row) => ({ row, placement: barest })),
    ];
    const found = tries.find(({ row, placement }) => isFree(row, placement)) ?? { row: rows.length, placement: barest };
    (rows[found.row] ??= []).push(found.placement);
    return { item, row: found.row, where: found.placement.where };
  };

  const placed = items.map(place);
  return { placed, rows: rows.length };
}
