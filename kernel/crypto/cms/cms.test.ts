import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { fromBER, type Constructed, type OctetString, type Sequence } from 'asn1js';
import fc from 'fast-check';
import * as peer from 'sm-crypto-v2';
import { context, element, objectIdentifier, octetString, sequence, setOf, unsignedInteger } from '../asn1.ts';
import { certificateToPem } from '../certificates/index.ts';
import { oids } from '../object-identifiers.ts';
import { localSigner } from '../signer.ts';
import { generateKey, publicKeyToPem, sign } from '../sm2/index.ts';
import { sm3 } from '../sm3.ts';
import { aRoot, type Identity, issuedBy, openssl, refused, scratchFolder, withoutOpenssl } from '../testing.ts';
import { signDetached, verifyDetached } from './index.ts';

const content = Buffer.from('%PDF-1.7 关于同意设立登记的决定');
const signedAt = new Date('2026-11-21T08:30:00Z');
let root: Identity;
let signer: Identity;
before(async () => {
  root = await aRoot();
  signer = await issuedBy(root);
});

const signature = (): Promise<Buffer> =>
  signDetached({ content, certificate: signer.certificate, signer: localSigner(signer.key), signedAt, intermediates: [root.certificate] });

/** The SignerInfo, dug out with asn1js alone. */
function signerInfoOf(der: Buffer): Sequence {
  const inside = (node: unknown, ...path: number[]): Constructed =>
    path.reduce((parent, index) => parent.valueBlock.value.at(index) as Constructed, node as Constructed);
  return inside(fromBER(der).result, 1, 0, -1, 0) as Sequence;
}

/** A SignedData as another's software may build it. */
function foreign(options: { type: string; data: string; algorithm: string; attributes?: boolean; certificate?: Buffer; digest?: Buffer; claimed?: string }): Buffer {
  const { type, data, algorithm, attributes = true } = options;
  const { encoded } = signer.certificate;
  const attribute = (oid: string, value: Buffer): Buffer => sequence(objectIdentifier(oid), setOf(value));
  const signed = [
    attribute(oids.contentType, objectIdentifier(options.claimed ?? data)),
    attribute(oids.messageDigest, octetString(options.digest ?? sm3(content))),
  ];
  const value = sign(signer.key, attributes ? setOf(...signed) : content, { encoding: 'der' });
  const info = sequence(
    unsignedInteger(Buffer.of(1)),
    sequence(encoded.issuer, encoded.serialNumber),
    sequence(objectIdentifier(oids.sm3)),
    ...(attributes ? [context(0, ...signed.toSorted(Buffer.compare))] : []),
    sequence(objectIdentifier(algorithm)),
    octetString(value),
  );
  const one = unsignedInteger(Buffer.of(1));
  const body = sequence(one, setOf(sequence(objectIdentifier(oids.sm3))), sequence(objectIdentifier(data)), context(0, options.certificate ?? signer.certificate.der), setOf(info));
  return sequence(objectIdentifier(type), context(0, body));
}

const gm = { type: oids.gmSignedData, data: oids.gmData, algorithm: oids.sm2Signature };

test('a signature is valid for its content, says who and when, and leads to the root', async () => {
  const result = verifyDetached(await signature(), content);
  assert.ok(result.valid);
  assert.deepEqual(result.certificate, signer.certificate);
  assert.deepEqual(result.certificates, [signer.certificate, root.certificate]);
  assert.deepEqual(result.signedAt, signedAt);
});

test('the padding of a PDF after the signature is ignored, other bytes are not', async () => {
  const der = await signature();
  assert.equal(verifyDetached(Buffer.concat([der, Buffer.alloc(500)]), content).valid, true);
  assert.equal(verifyDetached(Buffer.concat([der, Buffer.of(0, 1)]), content).valid, false);
});

test('the openssl command accepts the signed attributes taken out of the signature', { skip: withoutOpenssl }, async () => {
  const info = signerInfoOf(await signature());
  const [, , , attributes, , value] = info.valueBlock.value;
  const signed = Buffer.from(attributes!.toBER());
  signed[0] = 0x31;
  const files = { signed, value: Buffer.from((value as OctetString).getValue()), 'public.pem': publicKeyToPem(signer.key.publicKey), content };
  const check = 'pkeyutl -verify -pubin -inkey public.pem -rawin -digest sm3 -pkeyopt distid:1234567812345678 -in signed -sigfile value';
  const folder = scratchFolder();
  assert.match(openssl(folder, check, files).text, /Signature Verified Successfully/);
  assert.ok(signed.includes(openssl(folder, 'dgst -sm3 -binary content').stdout));
  // The command knows PKCS #7 types only, but parses the structure under ours.
  assert.ok(openssl(folder, 'asn1parse -inform DER -in der', { der: await signature() }).ok);
});

test('sm-crypto-v2 accepts the signed attributes', async () => {
  const info = signerInfoOf(await signature());
  const [, , , attributes, , value] = info.valueBlock.value;
  const signed = Buffer.from(attributes!.toBER());
  signed[0] = 0x31;
  const valueHex = Buffer.from((value as OctetString).getValue()).toString('hex');
  const point = signer.key.publicKey.bytes.toString('hex');
  assert.equal(peer.sm2.doVerifySignature(signed, valueHex, point, { hash: true, der: true, userId: '1234567812345678' }), true);
});

test('the openssl command reads the certificates under the PKCS #7 identifiers', { skip: withoutOpenssl }, () => {
  const der = foreign({ type: oids.pkcs7SignedData, data: oids.pkcs7Data, algorithm: oids.sm2WithSm3 });
  const { text } = openssl(scratchFolder(), 'pkcs7 -inform DER -in der -print_certs', { der });
  assert.ok(text.replace(/\s/g, '').includes(certificateToPem(signer.certificate).replace(/\s/g, '')));
});

test("others' ways are accepted: PKCS #7 identifiers, other names of SM2, no signed attributes", () => {
  const ways = [
    gm,
    { ...gm, algorithm: oids.sm2WithSm3 },
    { ...gm, algorithm: oids.sm2Curve },
    { type: oids.pkcs7SignedData, data: oids.pkcs7Data, algorithm: oids.sm2WithSm3 },
    { ...gm, attributes: false },
  ];
  for (const way of ways) {
    const result = verifyDetached(foreign(way), content);
    assert.ok(result.valid);
    assert.equal(result.signedAt, null);
    assert.equal(verifyDetached(foreign(way), Buffer.from('other')).valid, false);
  }
});

test('a bad signature is refused with the reason', async () => {
  const der = await signature();
  const stranger = generateKey();
  const forged = await signDetached({
    content,
    certificate: { ...signer.certificate, publicKey: stranger.publicKey },
    signer: localSigner(stranger),
    signedAt,
  });
  const cases: [Buffer, Buffer, RegExp][] = [
    [der, Buffer.from('另一份文件'), /^签名之后内容已被修改$/],
    [forged, content, /^电子签名不正确$/],
    [Buffer.alloc(0), content, /^无法识别的电子签名/],
    [Buffer.alloc(300_000), content, /^电子签名的数据过大$/],
    [foreign({ ...gm, algorithm: oids.sm3 }), content, /^无法识别的电子签名/],
    [foreign({ ...gm, type: oids.gmData }), content, /^无法识别的电子签名/],
    [foreign({ ...gm, certificate: root.certificate.der }), content, /^无法识别的电子签名/],
    [foreign({ ...gm, digest: Buffer.alloc(32) }), content, /^签名之后内容已被修改$/],
  ];
  for (const [bytes, data, reason] of cases) {
    const result = verifyDetached(bytes, data);
    assert.match(result.valid ? '' : result.reason, reason);
  }
});

test('a signature within another type of content than its attributes name is refused', () => {
  assert.equal(verifyDetached(foreign({ ...gm, claimed: oids.pkcs7Data }), content).valid, false);
});

test('two signers, or a content carried inside, are refused', () => {
  const der = foreign(gm);
  const info = Buffer.from(signerInfoOf(der).toBER());
  const [, body] = (fromBER(der).result as Sequence).valueBlock.value as [unknown, Constructed];
  const parts = (body.valueBlock.value[0] as Sequence).valueBlock.value.map((part) => Buffer.from(part.toBER()));
  const rebuilt = (change: (parts: Buffer[]) => Buffer[]): Buffer => sequence(objectIdentifier(oids.gmSignedData), context(0, sequence(...change(parts))));
  assert.equal(verifyDetached(rebuilt((all) => all), content).valid, true);
  assert.equal(verifyDetached(rebuilt((all) => [...all.slice(0, -1), setOf(info, info)]), content).valid, false);
  const inside = sequence(objectIdentifier(oids.gmData), context(0, octetString(Buffer.from('inside'))));
  assert.equal(verifyDetached(rebuilt((all) => all.with(2, inside)), content).valid, false);
  assert.equal(verifyDetached(rebuilt((all) => [...all.slice(0, -1), element(0x31)]), content).valid, false);
});

test('any changed byte makes a signature invalid or leaves it saying the same', async () => {
  const der = await signature();
  // Certificates beside the signer's, and the list of digests, are not signed.
  const start = der.indexOf(root.certificate.der);
  const end = start + root.certificate.der.length;
  fc.assert(
    fc.property(fc.nat({ max: der.length - 1 }), fc.integer({ min: 1, max: 255 }), (place, change) => {
      fc.pre(place < start || place >= end);
      const changed = Buffer.from(der);
      changed[place]! ^= change;
      const result = verifyDetached(changed, content);
      if (!result.valid) return;
      assert.deepEqual(result.certificate.publicKey.bytes, signer.certificate.publicKey.bytes);
      assert.deepEqual(result.signedAt, signedAt);
    }),
    { numRuns: 400 },
  );
});

test('arbitrary bytes are invalid, never an error', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => assert.equal(verifyDetached(bytes, content).valid, false)));
});

test('a signature under a certificate for encryption is refused', async () => {
  const { key, certificate } = await issuedBy(root, 'encrypt');
  const der = await signDetached({ content, certificate, signer: localSigner(key), signedAt });
  assert.deepEqual(verifyDetached(der, content), { valid: false, reason: '签名所用的证书不是签名证书' });
});

test("signing with a key that is not the certificate's is refused", async () => {
  const wrong = localSigner(generateKey());
  await assert.rejects(signDetached({ content, certificate: signer.certificate, signer: wrong, signedAt }), refused('crypto.badKey'));
});
