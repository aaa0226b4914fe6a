import { Controller, Get, Inject, Optional } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { toUsd } from '@konstruct/contracts';
import { Clock, Operation, SignedIn } from '@konstruct/platform';
import { InstallationAccess } from './model-access';
import {
  IMPORTED_PRICES,
  offeredModels,
  priceOf,
  type CatalogueModel,
  type ImportedPriceSource,
  type Sale,
} from './model-catalogue';
import { ModelPage, type ModelView } from './models.dto';

/** The language models to choose from; the same for every business. */
@ApiTags('Models')
@Controller('api/portal/models')
export class ModelsController {
  constructor(
    private readonly installation: InstallationAccess,
    private readonly clock: Clock,
    @Optional() @Inject(IMPORTED_PRICES) private readonly imports?: ImportedPriceSource,
  ) {}

  @Get()
  @SignedIn()
  @Operation({
    summary: 'List language models',
    description: "What the Agent Designer offers, with today's prices and whether there is a key for it.",
  })
  async listModels(): Promise<ModelPage> {
    const imported = await this.imports?.current();
    return { items: offeredModels().map((model) => this.toView(model, imported)), next_cursor: null };
  }

  private toView({ provider, model, displayName, description }: CatalogueModel, imported: Sale['imported']): ModelView {
    const price = priceOf(provider, model, this.clock.now(), { imported });
    return {
      provider,
      model,
      display_name: displayName,
      is_available: this.installation.isAvailable(provider),
      input_usd_per_million: price && toUsd(price.rates.input),
      output_usd_per_million: price && toUsd(price.rates.output),
      description,
    };
  }
}
