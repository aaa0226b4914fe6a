import 'reflect-metadata';
import { Type } from 'class-transformer';
import { IsInt, IsNumber, IsOptional, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import type { RequestError } from '../errors/problem';
import { createValidationPipe } from './validation.pipe';

class Part {
  @IsInt()
  @Min(1)
  count!: number;
}

class Body {
  @IsNumber()
  @Min(0)
  @Max(1)
  temperature!: number;

  @IsString()
  @MaxLength(5)
  name!: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => Part)
  part?: Part;
}

describe('the validation of what is sent', () => {
  const pipe = createValidationPipe();
  const problems = async (body: object): Promise<unknown> => {
    try {
      await pipe.transform(body, { type: 'body', metatype: Body });
      return null;
    } catch (error) {
      return (error as RequestError).fields;
    }
  };

  it('says of a number sent as text that it is no number, not that it is too large', async () => {
    expect(await problems({ temperature: '0.5', name: 'Mia' })).toEqual([
      { pointer: '/temperature', detail: expect.stringContaining('must be a number') },
    ]);
    expect(await problems({ temperature: 0.5, name: 7 })).toEqual([
      { pointer: '/name', detail: 'name must be a string' },
    ]);
  });

  it('says one thing of each field, nested ones by their pointer', async () => {
    expect(await problems({ temperature: 2, name: 'Mia', part: { count: '3' } })).toEqual([
      { pointer: '/temperature', detail: 'temperature must not be greater than 1' },
      { pointer: '/part/count', detail: 'count must be an integer number' },
    ]);
    expect(await problems({ temperature: 1, name: 'Mia', salary: 1 })).toEqual([
      { pointer: '/salary', detail: 'property salary should not exist' },
    ]);
    expect(await problems({ temperature: 1, name: 'Mia' })).toBeNull();
  });
});
