import { Prose, Version } from '../../shell/form/fields.js';

export class WithdrawalForm {
  @Prose({ label: 'The reason', required: 'Enter why it is withdrawn', max: 500 })
  why: string;

  @Version()
  version: number;
}
