// The form that is open: of one object, with the controls of its fields and what is typed in them.
import { isOther, shownBy } from './values.js';

/** A form. It is the same one while it stays with its object, whatever is saved in it, or written by somebody else. */
export class Opened {
  /**
   * The controls of its fields, each `[field, control, first value]`, and where somebody else wrote something into a field that was changed
   * here, what the file says now.
   */
  controls = [];
  /** What may be lost, by its control, since the person said so while another form is waited for. */
  givenUp = new Map();
  /** What proposes an id for something new. */
  proposal = null;
  /** Whether something new is being written: what is changed meanwhile would be lost with its form. */
  isAdding = false;
  /** Whether it was said that nothing is filled in. */
  isToldEmpty = false;

  /** `form` is what the program says of the object, `context` the ids that it may refer to, and its languages. */
  constructor(form, context) {
    Object.assign(this, { form, context });
  }

  /** Whether something is filled in that is not saved. */
  get isChanged() {
    return this.controls.some((entry) => isOther(entry) && this.givenUp.get(entry[1]) !== shownBy(entry[0], entry[1]));
  }

  /** What is filled in now may be lost; what is typed after that is not. */
  giveUp() {
    this.givenUp = new Map(this.controls.map(([field, one]) => [one, shownBy(field, one)]));
  }

  /** The form with the values that its controls show: what was saved or followed since it was given is in them alone. */
  asShown() {
    const shown = ({ key }) => this.controls.find(([field]) => field.key === key)?.[0];
    return { ...this.form, fields: this.form.fields.map((field) => shown(field) ?? field) };
  }
}
