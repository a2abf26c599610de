/** Errors that a user can mend: their message is for people, and a program shows it without a stack trace. */

/** The base of every such error. Anything else that is thrown is a fault of Clover's own. */
export abstract class UserError extends Error {
  /**
   * @param message what happened, and where
   * @param remedy what to do next; "" where the message says it already
   */
  constructor(
    message: string,
    readonly remedy = "",
  ) {
    super(message);
  }

  /** Message and remedy in one line. */
  get explanation(): string {
    return this.remedy ? `${this.message} ${this.remedy}` : this.message;
  }
}

/** An input or an argument that cannot be used: exit code 2. */
export class InputError extends UserError {
  override readonly name = "InputError";
}
