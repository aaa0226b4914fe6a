import { createHash, createHmac, randomBytes } from 'node:crypto';
import { HttpTestServer, type TestAnswer, type TestRequest } from './http-test-server';
import { seal, unseal } from './sealed-box';

const REGION = 'eu-central-1';
const ACCESS_KEY_ID = 'AKIATESTTESTTESTTEST';
const SECRET_ACCESS_KEY = 'secret-of-the-test-account';

interface KmsBody {
  readonly KeyId: string;
  readonly Plaintext?: string;
  readonly CiphertextBlob?: string;
  readonly EncryptionContext?: Readonly<Record<string, string>>;
}

/** AWS KMS as far as data keys are wrapped and unwrapped: JSON 1.1 with Signature Version 4, errors by their AWS names. */
export class AwsKmsServer {
  private readonly keys = new Map<string, Buffer>();
  private readonly aliases = new Map<string, string>();

  private constructor(readonly http: HttpTestServer) {}

  static async start(): Promise<AwsKmsServer> {
    const kms: AwsKmsServer = new AwsKmsServer(await HttpTestServer.start((request) => kms.answer(request)));
    return kms;
  }

  /** Makes a key and answers its ARN. */
  addKey(name: string): string {
    const arn = `arn:aws:kms:${REGION}:111122223333:key/${name}`;
    this.keys.set(arn, randomBytes(32));
    return arn;
  }

  /** Names a key, in the place of the one that had the name before. */
  nameKey(alias: string, arn: string): void {
    this.aliases.set(`alias/${alias}`, arn);
  }

  removeKey(arn: string): void {
    this.keys.delete(arn);
  }

  /** What a program needs to use a key of this server. */
  environment(keyId: string): Record<string, string> {
    return { KEY_PROVIDER: 'aws-kms', AWS_KMS_KEY_ID: keyId, AWS_REGION: REGION, AWS_KMS_ENDPOINT: this.http.url };
  }

  /** The SDK looks for these where it runs. */
  get credentials(): Record<string, string> {
    return { AWS_ACCESS_KEY_ID: ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY: SECRET_ACCESS_KEY };
  }

  private answer(request: TestRequest): TestAnswer {
    if (!isSigned(request)) return refuse('InvalidSignatureException', 403);
    const body = JSON.parse(request.body) as KmsBody;
    const keyId = this.aliases.get(body.KeyId) ?? body.KeyId;
    const key = this.keys.get(keyId);
    if (!key) return refuse('NotFoundException');
    const context = JSON.stringify(Object.entries(body.EncryptionContext ?? {}).sort());
    switch (request.headers['x-amz-target']) {
      case 'TrentService.Encrypt': {
        const blob = seal(key, Buffer.from(body.Plaintext ?? '', 'base64'), context).toString('base64');
        return succeed({ CiphertextBlob: blob, KeyId: keyId });
      }
      case 'TrentService.Decrypt': {
        const plaintext = unseal(key, Buffer.from(body.CiphertextBlob ?? '', 'base64'), context);
        if (!plaintext) return refuse('InvalidCiphertextException');
        return succeed({ Plaintext: plaintext.toString('base64'), KeyId: keyId });
      }
      default:
        return refuse('UnknownOperationException');
    }
  }
}

function succeed(body: object): TestAnswer {
  return {
    status: 200,
    body: { EncryptionAlgorithm: 'SYMMETRIC_DEFAULT', ...body },
    headers: { 'content-type': 'application/x-amz-json-1.1' },
  };
}

function refuse(type: string, status = 400): TestAnswer {
  return {
    status,
    body: { __type: type, message: 'refused' },
    headers: { 'content-type': 'application/x-amz-json-1.1' },
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function isSigned({ method, path, headers, body }: TestRequest): boolean {
  const form = /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;
  const [, credential = '', signedHeaders = '', signature] = form.exec(headers.authorization ?? '') ?? [];
  const [accessKeyId, ...scope] = credential.split('/');
  if (accessKeyId !== ACCESS_KEY_ID || scope.slice(1).join('/') !== `${REGION}/kms/aws4_request`) return false;
  const lines = signedHeaders.split(';').map((name) => `${name}:${String(headers[name])}\n`);
  const request = [method, path, '', lines.join(''), signedHeaders, sha256(body)].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope.join('/'), sha256(request)].join('\n');
  const key = scope.reduce<Buffer>((made, part) => hmac(made, part), Buffer.from(`AWS4${SECRET_ACCESS_KEY}`));
  return hmac(key, toSign).toString('hex') === signature;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
