import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { localSigner } from '../signer.ts';
import { generateKey, publicKeyToPem } from '../sm2/index.ts';
import { aRoot, type Identity, issuedBy, openssl, refused, scratchFolder, withoutOpenssl } from '../testing.ts';
import { certificateFromPem, certificateToPem, createRoot, formatName, issueCertificate, parseCertificate, verifyChain } from './index.ts';

const at = new Date('2026-06-01T00:00:00Z');
const reasonOf = (result: ReturnType<typeof verifyChain>): string => (result.trusted ? '' : result.reason);

test('a certificate says what was asked for, Chinese names included', async () => {
  const root = await aRoot();
  const { certificate, key } = await issuedBy(root, 'sign', '电子印章签名');
  assert.equal(formatName(certificate.subject), 'C=CN, ST=河南省, O=测试单位, OU=政务服务科, CN=电子印章签名');
  assert.deepEqual(certificate.issuer, root.certificate.subject);
  assert.deepEqual([certificate.validFrom, certificate.validTo], [new Date('2022-01-01T00:00:00Z'), new Date('2030-01-01T00:00:00Z')]);
  assert.deepEqual(certificate.keyUsage, ['digitalSignature', 'nonRepudiation']);
  assert.equal(certificate.isAuthority, false);
  assert.deepEqual(certificate.publicKey.bytes, key.publicKey.bytes);
  assert.match(certificate.serialNumber, /^[4-7][0-9a-f]{31}$/);
  assert.deepEqual(certificateFromPem(certificateToPem(certificate)), certificate);
});

test('the openssl command reads and verifies the chain', { skip: withoutOpenssl }, async () => {
  const folder = scratchFolder();
  const root = await aRoot();
  const middle = await issuedBy(root, 'authority', '签发机构');
  const leaf = await issuedBy(middle);
  const files = Object.fromEntries(Object.entries({ root, middle, leaf }).map(([name, { certificate }]) => [name, certificateToPem(certificate)]));
  // The command applies the user id to the certificate asked for only, so each step is asked for alone, and
  // the root's own signature as bare bytes.
  const verify = 'verify -x509_strict -vfyopt distid:1234567812345678 -attime 1780000000';
  const { toBeSigned, signature } = root.certificate.encoded;
  const parts = { 'root.pub': publicKeyToPem(root.key.publicKey), toBeSigned, signature };
  const bare = 'pkeyutl -verify -pubin -inkey root.pub -rawin -digest sm3 -pkeyopt distid:1234567812345678 -in toBeSigned -sigfile signature';
  assert.ok(openssl(folder, bare, parts).ok);
  assert.match(openssl(folder, `${verify} -CAfile root middle`, files).text, /middle: OK/);
  assert.match(openssl(folder, `${verify} -partial_chain -trusted middle leaf`).text, /leaf: OK/);
  assert.equal(openssl(folder, `${verify} -CAfile root leaf`).ok, false);
  const { text } = openssl(folder, 'x509 -in leaf -noout -text -nameopt utf8,sep_comma_plus_space -certopt no_sigdump');
  for (const line of ['C=CN, ST=河南省, O=测试单位, OU=政务服务科, CN=测试签名人', 'Not After : Jan  1 00:00:00 2030 GMT', 'CA:FALSE', 'Digital Signature, Non Repudiation']) {
    assert.ok(text.includes(line), line);
  }
});

test('a chain made by the openssl command is read and verified here', { skip: withoutOpenssl }, () => {
  const folder = scratchFolder();
  const config = '[req]\ndistinguished_name=dn\n[dn]\n[ca]\nbasicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign\n[leaf]\nkeyUsage=critical,digitalSignature\n';
  const steps = [
    'genpkey -algorithm EC -pkeyopt ec_paramgen_curve:SM2 -out ca.key',
    'req -config c.cnf -x509 -new -sm3 -sigopt distid:1234567812345678 -key ca.key -subj /C=CN/CN=根证书 -utf8 -days 3000 -extensions ca -out ca.pem',
    'genpkey -algorithm EC -pkeyopt ec_paramgen_curve:SM2 -out leaf.key',
    'req -config c.cnf -new -sm3 -sigopt distid:1234567812345678 -key leaf.key -subj /C=CN/O=单位/CN=李四 -utf8 -out leaf.csr',
    'x509 -req -sm3 -sigopt distid:1234567812345678 -vfyopt distid:1234567812345678 -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 300 -extfile c.cnf -extensions leaf -out leaf.pem',
  ];
  for (const step of steps) assert.ok(openssl(folder, step, { 'c.cnf': config }).ok, step);
  const [root, leaf] = ['ca.pem', 'leaf.pem'].map((name) => certificateFromPem(openssl(folder, `x509 -in ${name}`).text));
  assert.deepEqual(leaf!.subject, { country: 'CN', organisation: '单位', commonName: '李四' });
  assert.deepEqual(leaf!.keyUsage, ['digitalSignature']);
  assert.equal(reasonOf(verifyChain(leaf!, { roots: [root!], at: new Date() })), '');
});

test('a chain is trusted over an authority in between, in any order, with strangers among them', async () => {
  const [root, stranger] = [await aRoot(), await aRoot('无关机构')];
  const middle = await issuedBy(root, 'authority', '签发机构');
  const leaf = await issuedBy(middle);
  const result = verifyChain(leaf.certificate, {
    roots: [stranger.certificate, root.certificate],
    intermediates: [stranger.certificate, leaf.certificate, middle.certificate],
    at,
  });
  assert.ok(result.trusted);
  assert.deepEqual(result.chain, [leaf.certificate, middle.certificate, root.certificate]);
});

test('a chain is refused with the reason', async () => {
  const root = await aRoot();
  const middle = await issuedBy(root, 'authority', '签发机构');
  const leaf = await issuedBy(middle);
  const sameName = await aRoot();
  const roots = [root.certificate];
  const intermediates = [middle.certificate];
  const cases: [string, ReturnType<typeof verifyChain>][] = [
    ['证书“测试签名人”尚未生效', verifyChain(leaf.certificate, { roots, intermediates, at: new Date('2021-12-31T23:59:59Z') })],
    ['证书“测试签名人”已过有效期', verifyChain(leaf.certificate, { roots, intermediates, at: new Date('2030-01-01T00:00:01Z') })],
    ['找不到可信的签发机构', verifyChain(leaf.certificate, { roots, at })],
    ['找不到可信的签发机构', verifyChain(leaf.certificate, { roots: [], intermediates, at })],
    ['找不到可信的签发机构', verifyChain(leaf.certificate, { roots: [], intermediates: [middle.certificate], at })],
    ['证书的签名不正确', verifyChain(leaf.certificate, { roots: [sameName.certificate], intermediates, at })],
  ];
  for (const [reason, result] of cases) assert.equal(reasonOf(result), reason);
});

test('of two certificates of a renewed authority the one in force counts', async () => {
  const root = await aRoot();
  const subject = root.certificate.subject;
  const signer = localSigner(root.key);
  const old = await createRoot({ subject, signer, validFrom: new Date('2010-01-01'), validTo: new Date('2021-01-01') });
  const leaf = await issuedBy(root);
  assert.equal(verifyChain(leaf.certificate, { roots: [old, root.certificate], at }).trusted, true);
  assert.equal(reasonOf(verifyChain(leaf.certificate, { roots: [old], at })), '证书“测试根证书”已过有效期');
});

test('an untrusted root sent along does not become trusted, nor loop', async () => {
  const [root, forged] = [await aRoot(), await aRoot()];
  const leaf = await issuedBy(forged);
  const result = verifyChain(leaf.certificate, { roots: [root.certificate], intermediates: [forged.certificate], at });
  assert.equal(result.trusted, false);
});

test('who is no authority cannot issue, and a certificate he makes by force is not trusted', async () => {
  const root = await aRoot();
  const leaf = await issuedBy(root);
  await assert.rejects(issuedBy(leaf), refused('crypto.cannotIssue'));
  const lying: Identity = { key: leaf.key, certificate: { ...leaf.certificate, isAuthority: true } };
  const forged = await issuedBy(lying, 'sign', '冒名者');
  const result = verifyChain(forged.certificate, { roots: [root.certificate], intermediates: [leaf.certificate], at });
  assert.equal(reasonOf(result), '签发者无权签发该证书');

  // Neither an unrestricted key nor the right to sign certificates makes an authority, nor being one that right.
  const trustWith = (change: object) => ({ roots: [root.certificate], intermediates: [{ ...leaf.certificate, ...change }], at });
  assert.equal(verifyChain(forged.certificate, trustWith({ keyUsage: null })).trusted, false);
  assert.equal(verifyChain(forged.certificate, trustWith({ keyUsage: ['certificateSigning'] })).trusted, false);
  assert.equal(verifyChain(forged.certificate, trustWith({ isAuthority: true })).trusted, false);
  assert.equal(verifyChain(forged.certificate, trustWith({ isAuthority: true, keyUsage: null })).trusted, true);
});

test('a critical extension unknown here is refused', async () => {
  const root = await aRoot();
  const { certificate } = await issuedBy(root);
  const result = verifyChain({ ...certificate, hasUnknownCritical: true }, { roots: [root.certificate], at });
  assert.equal(reasonOf(result), '证书含有无法识别的关键扩展');
});

test('the openssl command can write extensions we note as unknown, and only critical ones count', { skip: withoutOpenssl }, () => {
  const folder = scratchFolder();
  const config = '[req]\ndistinguished_name=dn\n[dn]\n[a]\nnameConstraints=critical,permitted;DNS:gov.cn\n[b]\nsubjectAltName=DNS:gov.cn\n';
  openssl(folder, 'genpkey -algorithm EC -pkeyopt ec_paramgen_curve:SM2 -out ca.key', { 'c.cnf': config });
  const made = (extensions: string) =>
    certificateFromPem(openssl(folder, `req -config c.cnf -x509 -new -sm3 -sigopt distid:1234567812345678 -key ca.key -subj /CN=x -extensions ${extensions}`).text);
  assert.equal(made('a').hasUnknownCritical, true);
  assert.equal(made('b').hasUnknownCritical, false);
});

test('an authority below an authority cannot make a third', async () => {
  const root = await aRoot();
  const middle = await issuedBy(root, 'authority', '第一级');
  await assert.rejects(issuedBy(middle, 'authority'), refused('crypto.cannotIssue'));
  const lying: Identity = { key: middle.key, certificate: { ...middle.certificate, pathLength: null } };
  const third = await issuedBy(lying, 'authority', '第二级');
  const leaf = await issuedBy({ key: third.key, certificate: { ...third.certificate, pathLength: null } });
  const trust = { roots: [root.certificate], intermediates: [middle.certificate, third.certificate], at };
  assert.equal(reasonOf(verifyChain(leaf.certificate, trust)), '签发者无权签发该证书');
});

test('a request that does not fit its issuer is refused', async () => {
  const root = await aRoot();
  const request = {
    subject: { commonName: '张三' },
    publicKey: generateKey().publicKey,
    use: 'sign',
    issuer: { certificate: root.certificate, signer: localSigner(root.key) },
    validFrom: at,
    validTo: new Date('2027-01-01'),
  } as const;
  assert.ok(await issueCertificate(request));
  const changes = [
    { validTo: new Date('2041-01-01') },
    { validFrom: new Date('2019-01-01') },
    { validTo: at },
    { validTo: new Date(Number.NaN) },
    { issuer: { ...request.issuer, signer: localSigner(generateKey()) } },
  ];
  for (const change of changes) await assert.rejects(issueCertificate({ ...request, ...change }), refused('crypto.cannotIssue'));
  await assert.rejects(issueCertificate({ ...request, subject: { commonName: '' } }), refused('crypto.malformed'));
  await assert.rejects(issueCertificate({ ...request, subject: { commonName: '张三', country: '中国' } }), refused('crypto.malformed'));
  await assert.rejects(issueCertificate({ ...request, subject: { commonName: '张'.repeat(65) } }), refused('crypto.tooLarge'));
});

test('any changed byte of a certificate is noticed', async () => {
  const { certificate } = await aRoot();
  fc.assert(
    fc.property(fc.nat({ max: certificate.der.length - 1 }), fc.integer({ min: 1, max: 255 }), (place, change) => {
      const der = Buffer.from(certificate.der);
      der[place]! ^= change;
      const outcome = ((): boolean => {
        try {
          return verifyChain(parseCertificate(der), { roots: [certificate], intermediates: [certificate], at }).trusted;
        } catch (error) {
          assert.equal((error as Error).name, 'AppError');
          return false;
        }
      })();
      assert.equal(outcome, false);
    }),
    { numRuns: 400 },
  );
});

test('arbitrary bytes, deep nesting and other kinds of certificate are refused with a sentence', { skip: withoutOpenssl }, () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => assert.throws(() => parseCertificate(bytes), refused('crypto.malformed'))));
  let nested = randomBytes(1);
  for (let i = 0; i < 3000; i++) {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(nested.length);
    nested = Buffer.concat([Buffer.of(0x30, 0x82), length, nested]);
  }
  assert.throws(() => parseCertificate(nested), refused('crypto.malformed'));
  assert.throws(() => parseCertificate(Buffer.alloc(100_000)), refused('crypto.tooLarge'));
  const folder = scratchFolder();
  const rsa = openssl(folder, 'req -x509 -newkey rsa:2048 -nodes -keyout rsa.key -subj /CN=rsa').text;
  assert.throws(() => certificateFromPem(rsa.slice(rsa.indexOf('-----BEGIN CERTIFICATE'))), refused('crypto.badKey'));
});

test('validity beyond 2049 is written and read', async () => {
  const validTo = new Date('2056-12-31T16:00:00Z');
  const root = await createRoot({ subject: { commonName: '长期根证书' }, signer: localSigner(generateKey()), validFrom: at, validTo });
  assert.deepEqual(root.validTo, validTo);
  assert.equal(verifyChain(root, { roots: [root], at: new Date('2056-12-31T15:59:59Z') }).trusted, true);
});
