import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import * as peer from 'sm-crypto-v2';
import { encryptField, encryptFile, openKeyRing, sm2, sm3, sm4 } from './index.ts';

/** One line of the race: how much of the work is done in a second of processor time. */
export interface CryptoLap {
  readonly name: string;
  readonly unit: '/s' | 'MB/s';
  readonly ours: number;
  /** Null where there is no peer, or the openssl command is not installed. */
  readonly peer: number | null;
  readonly peerName: 'sm-crypto-v2' | 'openssl' | null;
}

/** Milliseconds of each lap; the median of the laps counts. */
const LAP = 120;
const LAPS = 3;

/** Measures SM2, SM3 and SM4 against sm-crypto-v2 and `openssl speed`, and our field and file encryption. */
export async function cryptoRace(): Promise<CryptoLap[]> {
  return [...sm2Laps(), ...sm3Laps(), ...sm4Laps(), ...(await storageLaps())];
}

function sm2Laps(): CryptoLap[] {
  const key = sm2.generateKey();
  const message = randomBytes(32);
  const signature = sm2.sign(key, message);
  const ciphertext = sm2.encrypt(key.publicKey, message);
  const [secret, point] = [sm2.privateKeyBytes(key).toString('hex'), key.publicKey.bytes.toString('hex')];
  const options = { hash: true, publicKey: point, userId: sm2.DEFAULT_USER_ID };
  const [signatureHex, ciphertextHex] = [signature.toString('hex'), ciphertext.toString('hex', 1)];
  const [opensslSign = null, opensslVerify = null] = opensslSpeed(['sm2'], /^\+F7:.*:([\d.]+):([\d.]+)$/m);

  const sign = rate(() => sm2.sign(key, message));
  const verify = rate(() => sm2.verify(key.publicKey, message, signature));
  const rival = (name: string, ours: number, work: () => unknown): CryptoLap => ({ name, unit: '/s', ours, peer: rate(work), peerName: 'sm-crypto-v2' });
  return [
    { name: 'SM2 sign', unit: '/s', ours: sign, peer: opensslSign, peerName: 'openssl' },
    rival('SM2 sign', sign, () => peer.sm2.doSignature(message, secret, options)),
    { name: 'SM2 verify', unit: '/s', ours: verify, peer: opensslVerify, peerName: 'openssl' },
    rival('SM2 verify', verify, () => peer.sm2.doVerifySignature(message, signatureHex, point, options)),
    rival('SM2 encrypt', rate(() => sm2.encrypt(key.publicKey, message)), () => peer.sm2.doEncrypt(message, point, 1)),
    rival('SM2 decrypt', rate(() => sm2.decrypt(key, ciphertext)), () => peer.sm2.doDecrypt(ciphertextHex, secret, 1, { output: 'array' })),
  ];
}

function sm3Laps(): CryptoLap[] {
  const data = randomBytes(1 << 20);
  const ours = megabytes(data, () => sm3(data));
  const [openssl = null] = opensslSpeed(['-bytes', '16384', '-evp', 'sm3'], bytesPerSecond, 1e6);
  return [
    { name: 'SM3', unit: 'MB/s', ours, peer: openssl, peerName: 'openssl' },
    { name: 'SM3', unit: 'MB/s', ours, peer: megabytes(data, () => peer.sm3(data)), peerName: 'sm-crypto-v2' },
  ];
}

function sm4Laps(): CryptoLap[] {
  const [key, iv, data] = [randomBytes(16), randomBytes(16), randomBytes(1 << 20)];
  const nonce = iv.subarray(0, 12);
  const [openssl = null] = opensslSpeed(['-bytes', '16384', '-evp', 'sm4-cbc'], bytesPerSecond, 1e6);
  const cbc = megabytes(data, () => sm4.encryptCbc(key, iv, data));
  const gcm = megabytes(data, () => sm4.encryptGcm(key, data, { nonce }));
  const theirs = (mode: 'cbc' | 'gcm', start: Buffer): number => megabytes(data, () => peer.sm4.encrypt(data, key, { mode, iv: start, output: 'array' }));
  return [
    { name: 'SM4-CBC', unit: 'MB/s', ours: cbc, peer: openssl, peerName: 'openssl' },
    { name: 'SM4-CBC', unit: 'MB/s', ours: cbc, peer: theirs('cbc', iv), peerName: 'sm-crypto-v2' },
    { name: 'SM4-GCM', unit: 'MB/s', ours: gcm, peer: theirs('gcm', nonce), peerName: 'sm-crypto-v2' },
  ];
}

async function storageLaps(): Promise<CryptoLap[]> {
  const directory = mkdtempSync(path.join(tmpdir(), 'yiwang-bench-'));
  try {
    const ring = await openKeyRing({ directory });
    const context = { table: 'person', column: 'phone', row: '1' };
    const fields = rate(() => encryptField(ring, '13800000000', context));
    const pieces = Array.from({ length: 256 }, () => randomBytes(1 << 16));
    const start = processorTime();
    let length = 0;
    for await (const piece of encryptFile({ ring, context: 'bench' })(Readable.from(pieces))) length += piece.length;
    const files = length / 1e6 / ((processorTime() - start) / 1000);
    return [
      { name: 'field encryption', unit: '/s', ours: fields, peer: null, peerName: null },
      { name: 'file encryption', unit: 'MB/s', ours: files, peer: null, peerName: null },
    ];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** How often the work is done in a second of processor time, which `openssl speed` counts too. */
function rate(work: () => unknown): number {
  const lap = (): number => {
    const start = processorTime();
    let times = 0;
    let elapsed = 0;
    for (; elapsed < LAP; elapsed = processorTime() - start, times++) work();
    return (times / elapsed) * 1000;
  };
  lap();
  return Array.from({ length: LAPS }, lap).toSorted((a, b) => a - b)[LAPS >> 1]!;
}

/** Milliseconds of processor time this process has used. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const megabytes = (data: Uint8Array, work: () => unknown): number => (rate(work) * data.length) / 1e6;

const bytesPerSecond = /^\+F:.*:([\d.]+)$/m;

/** Runs `openssl speed` for a second and reads its figures; none if it is missing or does not know the work. */
function opensslSpeed(parameters: string[], figures: RegExp, divisor = 1): number[] {
  const { status, stdout } = spawnSync('openssl', ['speed', '-mr', '-seconds', '1', ...parameters], { encoding: 'utf8' });
  const found = status === 0 ? figures.exec(stdout) : null;
  return (found?.slice(1) ?? []).map((figure) => Number(figure) / divisor);
}
