import { createRequire } from 'node:module';

type Rows = readonly (readonly unknown[])[];
type Resource = {
  readonly name: string;
  read(options: { readonly relations: boolean; readonly forceCast: boolean }): Promise<Rows>;
};
type DataPackages = {
  readonly validate: (descriptor: object, options: { readonly basePath: string }) => Promise<{ errors: Error[] }>;
  readonly Package: {
    load(
      descriptor: object,
      options: { readonly basePath: string; readonly strict: boolean },
    ): Promise<{ readonly resources: readonly Resource[] }>;
  };
};

/** The validator of the Frictionless project itself, which says nothing of its types. */
const frictionless = createRequire(import.meta.url)('datapackage') as DataPackages;

/** A fault by its words; those of one row stand within the error of its table. */
const wordsOf = (error: unknown): readonly string[] => {
  const { message, errors = [] } = error as { readonly message: string; readonly errors?: readonly Error[] };
  return errors.length === 0 ? [message] : errors.map((one) => one.message);
};

export type Checked = { readonly faults: readonly string[]; readonly rows: ReadonlyMap<string, number> };

/**
 * Validates a data package by the reference implementation of its specifications (`datapackage` and `tableschema`): its
 * description, each cell by type and constraint, each key, and each reference to a row of another table. At most one row
 * with faults is told of each table: the validator stops there. `only`: the rows of this table alone.
 */
export async function checkDataPackage(descriptor: object, basePath: string, only?: string): Promise<Checked> {
  const faults: string[] = [];
  const rows = new Map<string, number>();
  for (const resource of await resourcesOf(descriptor, basePath, faults)) {
    if (only !== undefined && resource.name !== only) continue;
    try {
      rows.set(resource.name, (await resource.read({ relations: true, forceCast: false })).length);
    } catch (error) {
      faults.push(...wordsOf(error).map((words) => `${resource.name}: ${words}`));
    }
  }
  return { faults, rows };
}

/** The tables of a description that holds; what is wrong with one that does not is added to the faults. */
async function resourcesOf(descriptor: object, basePath: string, faults: string[]): Promise<readonly Resource[]> {
  try {
    const { errors } = await frictionless.validate(descriptor, { basePath });
    faults.push(...errors.flatMap(wordsOf));
    return errors.length > 0 ? [] : (await frictionless.Package.load(descriptor, { basePath, strict: true })).resources;
  } catch (error) {
    faults.push(...wordsOf(error));
    return [];
  }
}
