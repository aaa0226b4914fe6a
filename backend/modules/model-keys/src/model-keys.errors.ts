import { ProblemError, problemTable, type ProblemExtras } from '@konstruct/platform';

const modelKeyProblems = problemTable({
  model_key_not_found: {
    status: 404,
    title: 'There is no such key',
    detail: 'The key does not exist, was deleted, or belongs to another business.',
  },
  model_key_exists: {
    status: 409,
    title: 'There is a key for this provider already',
    detail: 'A business has one key per provider. Replace the one that is there, or delete it first.',
  },
  model_key_refused: {
    status: 422,
    title: 'The key does not work',
    detail: 'The provider does not accept the key. Nothing was stored.',
  },
  model_key_unreadable: {
    status: 409,
    title: 'The key cannot be read',
    detail:
      'It cannot be decrypted any more, because the encryption key of this installation was changed or lost. Replace the key, or ask who runs this installation to bring the encryption key back.',
  },
  provider_not_answering: {
    status: 502,
    title: 'The key could not be checked',
    detail: 'The provider does not answer as it should. Nothing was stored; try again in a moment.',
  },
  key_service_unavailable: {
    status: 503,
    title: 'Keys are out of reach at the moment',
    detail: 'The service that encrypts keys does not answer. Nothing was changed. Try again in a moment.',
  },
});

export type ModelKeyProblemCode = keyof typeof modelKeyProblems;

/** What can go wrong with model keys. */
export class ModelKeyError extends ProblemError<ModelKeyProblemCode> {
  constructor(code: ModelKeyProblemCode, extras?: ProblemExtras) {
    super(code, modelKeyProblems[code], extras);
  }
}
