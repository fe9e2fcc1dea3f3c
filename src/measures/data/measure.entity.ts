import { Check, Index } from 'typeorm';
import {
  Code,
  Day,
  Flag,
  Id,
  type Kept,
  KeptColumns,
  type Known,
  KnownColumns,
  Prose,
  Real,
  RecordTable,
  Refers,
  Table,
  When,
  Whole,
  Words,
} from '../../database/columns.js';

/** Something that is counted or measured of one body, again and again. */
@RecordTable()
@Index('IX_measure_ref', ['ref'], { unique: true })
@Index('IX_measure_organisation', ['organisationId'])
export class Measure {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Refers('Organisation')
  organisationId: string;

  /** Of the shipped library, or kept by a board. */
  @Code()
  origin: string;

  @Words(200)
  name: string;

  @Words(60)
  unit: string;

  /** People, a share of people, or anything else: what may be withheld. */
  @Code()
  kind: string;

  @Code()
  role: string;

  @Code()
  polarity: string;

  @Words(300, { nullable: true })
  polarityNote: string | null;

  @Code()
  frequency: string;

  @Code()
  earlyMovement: string;

  @Real({ nullable: true })
  target: number | null;

  @Real({ nullable: true })
  tolerance: number | null;

  @Words(300, { nullable: true })
  targetSource: string | null;

  @Words(300, { nullable: true })
  comparator: string | null;

  /** How many days pass from the end of a period until its number is there. */
  @Whole({ nullable: true })
  lagDays: number | null;

  @Words(120, { nullable: true })
  ownerPost: string | null;

  @Flag()
  safetyCritical: number;

  @Flag()
  smallNumbers: number;

  @Whole()
  threshold: number;

  @Flag()
  suppressZero: number;

  /** What the public reads is rounded to a multiple of it; null: people as they are counted, shares to whole per cent. */
  @Whole({ nullable: true })
  roundTo: number | null;

  @Words(300, { nullable: true })
  disclosureReason: string | null;

  /** The measure that must be read with it: quality beside timeliness. */
  @Refers('Measure', { nullable: true })
  pairedWithId: string | null;

  @Code()
  status: string;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}

/** What exactly is counted, and from when on: a changed definition is a new edition, and the old one stays. */
@Table()
@Index('IX_measure_definition_measure', ['measureId', 'edition'], { unique: true })
@Check('CK_measure_definition_edition', '"edition" >= 1')
export class MeasureDefinition {
  @Id()
  id: string;

  @Refers('Measure')
  measureId: string;

  @Whole()
  edition: number;

  @When()
  fromOn: string | null;

  @Prose()
  text: string;

  @Words(300, { nullable: true })
  numerator: string | null;

  @Words(300, { nullable: true })
  denominator: string | null;

  @Words(300, { nullable: true })
  reason: string | null;
}

/** One number of one period. A revision is a row of its own, and what was said before stays. */
@RecordTable()
@Index('IX_measure_value_measure', ['measureId', 'position', 'edition'], { unique: true })
@Check('CK_measure_value_edition', '"edition" >= 1')
@Check('CK_measure_value_flag_of_list', `"flag" IN ('b', 'c', 'e', 'k', 'p', 'r', 'x', 'z')`)
export class MeasureValue {
  @Id()
  id: string;

  @Refers('Measure')
  measureId: string;

  /** Its place among the periods of the measure: all editions of one period have the same. */
  @Whole()
  position: number;

  @Whole()
  edition: number;

  @When()
  occurredOn: string | null;

  @Real({ nullable: true })
  value: number | null;

  @Real({ nullable: true })
  low: number | null;

  @Real({ nullable: true })
  high: number | null;

  @Real({ nullable: true })
  numerator: number | null;

  @Real({ nullable: true })
  denominator: number | null;

  @Code()
  status: string;

  @Code({ nullable: true })
  flag: string | null;

  /** Why it is so far from the others, as whoever entered it said. */
  @Words(500, { nullable: true })
  jumpReason: string | null;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}

/** From which values limits are worked out, as somebody decided. The first twelve need no decision and no row. */
@RecordTable()
@Index('IX_baseline_measure', ['measureId', 'fromOn'], { unique: true })
export class Baseline {
  @Id()
  id: string;

  @Refers('Measure')
  measureId: string;

  @When({ nullable: false })
  fromOn: string;

  @When({ nullable: false })
  toOn: string;

  @When({ nullable: false })
  lockedOn: string;

  @Words(20, { nullable: true })
  decisionRef: string | null;

  @Prose()
  reason: string;

  @KeptColumns()
  kept: Kept;
}

/** A fall that a board expected, written down before it came: for how long, and how far at most. */
@RecordTable()
@Index('IX_expected_dip_measure', ['measureId'])
@Check('CK_expected_dip_months', '"months" >= 1')
export class ExpectedDip {
  @Id()
  id: string;

  @Refers('Measure')
  measureId: string;

  @Day({ nullable: false })
  writtenOn: string;

  @Whole()
  months: number;

  @Real()
  limitValue: number;

  @Prose()
  reason: string;

  @Words(20, { nullable: true })
  decisionRef: string | null;

  @KeptColumns()
  kept: Kept;
}

/** Something that one person asks and another decides: a baseline, an expected dip, less protection of small numbers. */
@RecordTable()
@Index('IX_measure_proposal_measure', ['measureId', 'state'])
export class MeasureProposal {
  @Id()
  id: string;

  @Refers('Measure')
  measureId: string;

  @Code()
  kind: string;

  /** What is asked, as JSON. */
  @Prose()
  content: string;

  @Prose()
  reason: string;

  @Words(120)
  proposedBy: string;

  @Day({ nullable: false })
  proposedOn: string;

  @Code()
  state: string;

  @Words(120, { nullable: true })
  decidedBy: string | null;

  @Day()
  decidedOn: string | null;

  @Words(20, { nullable: true })
  decisionRef: string | null;

  @Words(500, { nullable: true })
  answer: string | null;

  @KeptColumns()
  kept: Kept;
}
