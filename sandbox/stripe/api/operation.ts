import type { StripeServices } from '../stripe-services';
import type { Parsed, Shape } from './shape';

/** The parts of an address that stand for something. */
export type PathParams = Record<string, string>;

export interface OperationCall<TShape extends Shape> {
  services: StripeServices;
  params: Parsed<TShape>;
  path: PathParams;
}

/** One operation of the API, ready for the router. */
export interface Operation {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  shape: Shape;
  run(services: StripeServices, params: Record<string, unknown>, path: PathParams): unknown;
}

/** Describes an operation; `expand` is understood by all of them. */
export function operation<const TShape extends Shape>(
  address: `${'GET' | 'POST' | 'DELETE'} ${string}`,
  shape: TShape,
  run: (call: OperationCall<TShape>) => unknown,
): Operation {
  const [method, path] = address.split(' ') as [Operation['method'], string];
  return {
    method,
    path,
    shape: { ...shape, expand: ['string'] },
    run: (services, params, pathParams) => run({ services, params: params as Parsed<TShape>, path: pathParams }),
  };
}
