import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { completeDocument } from './openapi-completion';

/** Builds the contract from the code: OpenAPI 3.1, with an example and error answers on every operation. */
export function buildOpenApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Konstruct API')
    .setDescription(
      'The control plane for AI employees. Sign in with `POST /api/portal/auth/token` and use the access token as bearer token. ' +
        'Errors are RFC 9457 problem documents; lists are paged by cursor; money is in US dollars; times are RFC 3339 in UTC.',
    )
    .setVersion('1')
    .addServer('/')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'An access token of POST /api/portal/auth/token.',
    })
    .addCookieAuth('konstruct_session', { type: 'apiKey', in: 'cookie', description: 'The portal session.' })
    .build();
  const document = SwaggerModule.createDocument(app, config, { operationIdFactory: (_controller, method) => method });
  return completeDocument(document);
}

/** Swagger UI at /docs and the document at /docs/openapi.json. */
export function serveOpenApi(app: NestFastifyApplication): void {
  let document: OpenAPIObject | null = null;
  SwaggerModule.setup('docs', app, () => (document ??= buildOpenApiDocument(app)), {
    jsonDocumentUrl: 'docs/openapi.json',
    customSiteTitle: 'Konstruct API',
    swaggerOptions: { persistAuthorization: true, displayRequestDuration: true },
  });
}
