import { DefaultNamingStrategy, type NamingStrategyInterface } from 'typeorm';

/** Columns in snake_case; constraints have the names that the entities give them. */
export class RecordNaming extends DefaultNamingStrategy implements NamingStrategyInterface {
  override columnName(property: string, customName: string | undefined, prefixes: string[]): string {
    const own = customName ?? property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return [...prefixes.filter(Boolean), own].join('_');
  }

  override primaryKeyName(tableOrName: { name: string } | string): string {
    return `PK_${typeof tableOrName === 'string' ? tableOrName : tableOrName.name}`;
  }
}
