import { RequestMethod, type DynamicModule } from '@nestjs/common';
import { LoggerModule, type Params } from 'nestjs-pino';
import type { PlatformSettings } from '../config/platform.config';

/** Paths that never reach a log line, wherever they stand in what is logged. */
const REDACTED = [
  'req.headers.authorization',
  'req.headers.cookie',
  'req.headers["x-xsrf-token"]',
  'req.headers["x-slack-signature"]',
  'res.headers["set-cookie"]',
  ...[
    'password',
    'token',
    'access_token',
    'refresh_token',
    'client_secret',
    'secret',
    'api_key',
    'apiKey',
    'authorization',
    'requestBodyValues',
    'responseBody',
    'parameters',
    'query',
  ].flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `err.${name}`]),
];

/** Query strings may hold OAuth codes and state, links of invitations hold their token: neither is logged. */
function pathOnly(url: string): string {
  const path = url.split('?', 1)[0] ?? url;
  return path.replace(/^\/invite\/.+/, '/invite/[redacted]');
}

/** Structured logs: one JSON object a line, a line per request with its id, secrets redacted. */
export function loggingModule(settings: PlatformSettings): DynamicModule {
  const pinoHttp: Params['pinoHttp'] = {
    level: settings.LOG_LEVEL,
    redact: { paths: REDACTED, censor: '[redacted]' },
    genReqId: (request) => request.id,
    serializers: {
      req: (request: { id: unknown; method: string; url: string }) => ({
        id: request.id,
        method: request.method,
        url: pathOnly(request.url),
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
    customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'debug'),
  };
  const method = RequestMethod.ALL;
  return LoggerModule.forRoot({
    pinoHttp,
    forRoutes: [{ path: '{*path}', method }],
    // A logger for each request is a seventh of what acknowledging a webhook costs; what is wrong there is logged with its id anyway.
    exclude: [{ path: 'api/webhooks/{*path}', method }],
  });
}
