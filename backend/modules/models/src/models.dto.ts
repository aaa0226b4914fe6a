import { ApiProperty } from '@nestjs/swagger';
import { MODEL_PROVIDERS, type ModelProvider } from '@konstruct/contracts';
import { pageOf } from '@konstruct/platform';

/** A language model that an AI employee can think with. */
export class ModelView {
  @ApiProperty({ enum: MODEL_PROVIDERS, enumName: 'ModelProvider', description: 'Who runs it.', example: 'openai' })
  provider!: ModelProvider;

  @ApiProperty({ type: String, description: "The provider's name of the model.", example: 'gpt-5.4-mini' })
  model!: string;

  @ApiProperty({ type: String, description: 'The name that people know it by.', example: 'GPT-5.4 mini' })
  display_name!: string;

  @ApiProperty({ type: Boolean, description: 'Whether there is a key for its provider.', example: true })
  is_available!: boolean;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'US dollars per million tokens read; null when unpriced.',
    example: 0.75,
  })
  input_usd_per_million!: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'US dollars per million tokens written; null when unpriced.',
    example: 4.5,
  })
  output_usd_per_million!: number | null;

  @ApiProperty({
    type: String,
    description: 'What it is good for.',
    example: 'Inexpensive and quick for everyday questions.',
  })
  description!: string;
}

/** The models on offer. */
export class ModelPage extends pageOf(ModelView) {}
