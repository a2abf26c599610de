/** Errors that a user can correct. A program shows their message without a stack trace. */

/** The base class of these errors. Any other error is a fault of Clover. */
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
