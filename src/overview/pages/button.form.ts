/** A form that says nothing but that its button was pressed. */
export class ButtonForm {}
