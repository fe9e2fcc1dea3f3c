import { Choice, Prose, Text, Tick, Version } from '../../shell/form/fields.js';

export class ReportForm {
  @Prose({ required: 'Enter a summary', max: 2_000, label: 'Summary' })
  summary: string;

  @Prose({ required: 'Enter the report', max: 100_000, label: 'Report' })
  reportText: string;

  @Text({ max: 1_000, label: 'Address of the report' })
  reportUrl: string | null;

  @Tick()
  checked: boolean;

  @Version()
  version: number;
}

export class CategoryForm {
  @Text({ max: 80 })
  category: string | null;

  @Prose({ max: 1_000, label: 'Reason' })
  reason: string | null;
}

const paces = ['too_slow', 'right', 'fast'] as const;

export class NoteForm {
  @Prose({ required: 'Enter what improved, or that nothing did', max: 4_000, label: 'What improved' })
  improved: string;

  @Prose({ required: 'Enter what did not improve, or that everything did', max: 4_000, label: 'What did not improve' })
  notImproved: string;

  @Choice(paces, { required: 'Select the pace of improvement' })
  pace: (typeof paces)[number];

  @Prose({ required: 'Enter what comes next', max: 4_000, label: 'What comes next' })
  next: string;

  @Tick()
  checked: boolean;

  @Version()
  version: number;
}
