import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { toUsd } from '@konstruct/contracts';
import { Clock, Operation, SignedIn } from '@konstruct/platform';
import { InstallationAccess } from './model-access';
import { offeredModels, priceOf, type CatalogueModel } from './model-catalogue';
import { ModelPage, type ModelView } from './models.dto';

/** The language models to choose from; the same for every business. */
@ApiTags('Models')
@Controller('api/portal/models')
export class ModelsController {
  constructor(
    private readonly installation: InstallationAccess,
    private readonly clock: Clock,
  ) {}

  @Get()
  @SignedIn()
  @Operation({
    summary: 'List language models',
    description: "What the Agent Designer offers, with today's prices and whether there is a key for it.",
  })
  listModels(): ModelPage {
    return { items: offeredModels().map((model) => this.toView(model)), next_cursor: null };
  }

  private toView({ provider, model, displayName, description }: CatalogueModel): ModelView {
    const price = priceOf(provider, model, this.clock.now());
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
