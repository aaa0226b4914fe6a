/** A mistake in a call of the control API; the message says which. */
export class ControlError extends Error {
  constructor(
    readonly statusCode: 404 | 409 | 422,
    message: string,
  ) {
    super(message);
  }
}
