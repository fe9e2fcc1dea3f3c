import { Tick } from '../../shell/form/fields.js';

/** A form that says nothing but that its button was pressed. */
export class ButtonForm {}

/** Whether the daily letter is wanted. */
export class DigestForm {
  @Tick()
  wanted: boolean;
}
