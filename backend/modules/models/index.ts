export type { ModelErrorCode } from './src/call-outcome';
export { KeyChecker, type KeyCheck, type KeyVerdict } from './src/key-checker';
export {
  InstallationAccess,
  TENANT_ACCESS,
  type ModelAccess,
  type ProviderAccess,
  type TenantAccess,
} from './src/model-access';
export type { ModelCall, ModelMessage, ModelPicture, ModelReply, ModelRequest, ReplyListener } from './src/model-call';
export { PRICE_SOURCE, rates, type DollarsPerMillion } from './src/catalogue/price-entry';
export { PriceListingError, readPriceListing, type SellerListing } from './src/catalogue/price-listing';
export { recordedModels, SELLER_NAMES, type RecordedModel, type RecordedPrice } from './src/catalogue/recorded-prices';
export {
  IMPORTED_PRICES,
  OWN_SELLER,
  priceOf,
  type ImportedModel,
  type ImportedPriceSource,
  type OwnPrice,
  type Sale,
} from './src/model-catalogue';
export { ModelGateway } from './src/model-gateway';
export { fallbackReference } from './src/model-reference';
export {
  costNanoUsd,
  priceReference,
  ratesOfReference,
  termsOfReference,
  type ModelPrice,
  type TokenRates,
} from './src/model-price';
export type { ModelTool, ToolOutcome } from './src/model-tool';
export { modelsSettings } from './src/models.config';
export { explainModelError, ModelError } from './src/models.errors';
export { modelWarning } from './src/model-warning';
export { ModelsModule } from './src/models.module';
export { PICTURE_TOKENS } from './src/picture-messages';
export { countTextTokens } from './src/token-count';
export { NO_TOKENS, totalInputTokens, totalOutputTokens, type TokenUsage } from './src/token-usage';
