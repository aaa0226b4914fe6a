import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fernetDecrypt, fernetEncrypt } from './fernet';

const TEXTS = ['', 'sk-proj-abc', 'ключ 🔑', 'x'.repeat(10_000)];

const SCRIPT = `
import json, sys
from cryptography.fernet import Fernet
given = json.load(sys.stdin)
fernet = Fernet(given["key"].encode())
print(json.dumps({
  "made": [fernet.encrypt(text.encode()).decode() for text in given["texts"]],
  "read": [fernet.decrypt(token.encode()).decode() for token in given["tokens"]]}))
`;

const hasPeer = spawnSync('python3', ['-c', 'import cryptography.fernet']).status === 0;

(hasPeer ? describe : describe.skip)("Python's cryptography as the peer", () => {
  it('reads the tokens that are made here, and makes tokens that are read here', () => {
    const key = randomBytes(32);
    const tokens = TEXTS.map((text) => fernetEncrypt(key, Buffer.from(text)));
    const encodedKey = key.toString('base64').replaceAll('+', '-').replaceAll('/', '_');
    const peer = spawnSync('python3', ['-c', SCRIPT], {
      input: JSON.stringify({ key: encodedKey, texts: TEXTS, tokens }),
      encoding: 'utf8',
    });
    const { made, read } = JSON.parse(peer.stdout) as { made: string[]; read: string[] };
    expect(read).toEqual(TEXTS);
    expect(made.map((token) => fernetDecrypt(key, token).toString())).toEqual(TEXTS);
  });
});
