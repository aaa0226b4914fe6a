import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOperation, ApiProperty, ApiResponse, getSchemaPath } from '@nestjs/swagger';

/** One wrong field of a request. */
export class FieldProblemView {
  /** JSON pointer to the field. @example "/email" */
  @ApiProperty({ type: String, description: 'JSON pointer (RFC 6901) to the field.', example: '/email' })
  pointer!: string;

  @ApiProperty({
    type: String,
    description: 'What is wrong and what would be right.',
    example: 'email must be an email',
  })
  detail!: string;
}

/** An RFC 9457 problem document. */
export class ProblemView {
  @ApiProperty({ type: String, description: 'Identifies the kind of problem.', example: '/docs/problems#not_found' })
  type!: string;

  @ApiProperty({ type: String, description: 'The problem in a few words.', example: 'Not found' })
  title!: string;

  @ApiProperty({ type: Number, description: 'The HTTP status.', example: 404 })
  status!: number;

  @ApiProperty({
    type: String,
    description: 'What happened and what to do.',
    example: 'There is nothing here, or you have no access to it.',
  })
  detail!: string;

  @ApiProperty({ type: String, description: 'Stable code for programs.', example: 'not_found' })
  code!: string;

  @ApiProperty({ type: String, description: 'Tell support this id.', example: '019aa3c0-0000-7000-8000-000000000000' })
  request_id!: string;

  @ApiProperty({ type: [FieldProblemView], required: false, description: 'The wrong fields, where there are any.' })
  errors?: FieldProblemView[];
}

/** What the OpenAPI document says of an operation beyond what its types say. */
export interface OperationDescription {
  readonly summary: string;
  readonly description: string;
  /** status → when it is answered. 401, 403, 404 and 422 are added where access and input imply them. */
  readonly problems?: Readonly<Record<number, string>>;
}

/** Documents an operation: summary, description and problem answers. */
export function Operation({ summary, description, problems = {} }: OperationDescription): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(ProblemView),
    ApiOperation({ summary, description }),
    ...Object.entries(problems).map(([status, when]) => ApiResponse(problemResponse(Number(status), when))),
  );
}

function problemResponse(status: number, description: string): Parameters<typeof ApiResponse>[0] {
  return {
    status,
    description,
    content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemView) } } },
  };
}

/** Builds the page class of a list answer: `{ items, next_cursor }`. */
export function pageOf<T>(item: Type<T>): Type<{ items: T[]; next_cursor: string | null }> {
  class Page {
    @ApiProperty({ type: [item], description: 'The entries of this page.' })
    items!: T[];

    @ApiProperty({
      type: String,
      nullable: true,
      description: 'Pass it as cursor for the next page; null on the last.',
      example: null,
    })
    next_cursor!: string | null;
  }
  return Page;
}
