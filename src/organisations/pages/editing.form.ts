import { organisationKinds, type OrganisationKind } from '../../vocabulary/domain/organisation-kinds.js';
import { regions, type Region } from '../../vocabulary/domain/regions.js';
import { sectors, type Sector } from '../../vocabulary/domain/sectors.js';
import { Choice, DayBoxes, Prose, Text, Version, Was } from '../../shell/form/fields.js';
import { type Post, postKeys } from '../domain/posts.js';

const orLess = true;

/** What may be said of a body, apart from its name. */
class DescribedForm {
  @Choice(Object.keys(organisationKinds), { required: 'Select what kind of organisation it is' })
  kind: OrganisationKind;

  @Text({ max: 200, label: 'Kind in its own words' })
  kindText: string | null;

  @Choice(Object.keys(sectors), { required: 'Select the sector it belongs to' })
  sector: Sector;

  @Choice(Object.keys(regions))
  region: Region | null;

  @Text({ max: 60, label: 'Country' })
  country: string | null;

  @Text({ max: 300, label: 'Part of' })
  parent: string | null;

  @DayBoxes({ label: 'Date it opened', orLess })
  openedOn: string | null;

  @DayBoxes({ label: 'Date it closed', orLess })
  closedOn: string | null;

  @Prose({ max: 1_000, label: 'State in words' })
  statusNote: string | null;

  @Text({ max: 500, label: 'Website' })
  website: string | null;

  @Prose({ max: 3_000, label: 'Also called' })
  aliases: string | null;

  @Prose({ max: 2_000, label: 'Codes' })
  codes: string | null;
}

export class RegisterForm extends DescribedForm {
  @Text({ required: 'Enter the official name', max: 300, label: 'Official name' })
  name: string;
}

export class EditForm extends DescribedForm {
  @Version()
  version: number;

  @Was()
  was: string;
}

export class RenameForm {
  @Text({ required: 'Enter the new official name', max: 300, label: 'Official name' })
  name: string;

  @DayBoxes({ label: 'Date of the new name', required: 'Enter the date from which it has this name', orLess })
  from: string;

  @Version()
  version: number;
}

export class PostForm {
  @Choice(postKeys, { required: 'Select the post' })
  post: Post;

  @Text({ max: 120, label: 'Name of the holder' })
  holderName: string | null;

  @DayBoxes({ label: 'Date it began', orLess })
  startedOn: string | null;

  @DayBoxes({ label: 'Date it ended', orLess })
  endedOn: string | null;

  @Choice(['yes', 'no'])
  interim: 'yes' | 'no' | null;

  @Choice(['yes', 'no'])
  leavingPlanned: 'yes' | 'no' | null;

  @Version()
  version: number;

  @Was()
  was: string;
}
